package io.kefu.redis.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object with the values that a record carries and that no script reads. A hash stores its text in one field beside
 * a version, and a writer replaces it only if the version is the one that it read. Not thread-safe while it is filled.
 */
public final class JsonDocument {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Reads a document that {@link #json} wrote. */
    public static JsonDocument parse(String json) {
        try (JsonParser in = JSON.createParser(json)) {
            in.nextToken();
            return object(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds a value.
     *
     * @param value a text, an integer, a boolean, a document or a collection of these; null and an empty collection are left
     *     out
     */
    public JsonDocument with(String name, @Nullable Object value) {
        if (value != null && !(value instanceof Collection<?> items && items.isEmpty())) {
            values.put(name, value);
        }
        return this;
    }

    /** The names of all values, in the order in which they were added. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** The text of this name; null if there is none. */
    public @Nullable String text(String name) {
        return (String) values.get(name);
    }

    /** The integer of this name. */
    public Optional<Long> number(String name) {
        return Optional.ofNullable((Long) values.get(name));
    }

    /** The boolean of this name; false if there is none. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** The document of this name. */
    public Optional<JsonDocument> document(String name) {
        return Optional.ofNullable((JsonDocument) values.get(name));
    }

    /** The texts of this name; empty if there are none. */
    public List<String> texts(String name) {
        return items(name).stream().map(String.class::cast).toList();
    }

    /** The documents of this name; empty if there are none. */
    public List<JsonDocument> documents(String name) {
        return items(name).stream().map(JsonDocument.class::cast).toList();
    }

    /** The text of the document. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            write(out, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private List<?> items(String name) {
        return (List<?>) values.getOrDefault(name, List.of());
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        switch (value) {
            case String text -> out.writeString(text);
            case Boolean flag -> out.writeBoolean(flag);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case JsonDocument document -> {
                out.writeStartObject();
                for (Map.Entry<String, Object> field : document.values.entrySet()) {
                    out.writeFieldName(field.getKey());
                    write(out, field.getValue());
                }
                out.writeEndObject();
            }
            case Collection<?> items -> {
                out.writeStartArray();
                for (Object item : items) {
                    write(out, item);
                }
                out.writeEndArray();
            }
            default -> throw new IllegalArgumentException("A document cannot contain a " + value.getClass());
        }
    }

    private static JsonDocument object(JsonParser in) throws IOException {
        JsonDocument document = new JsonDocument();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            document.with(name, value(in, in.nextToken()));
        }
        return document;
    }

    private static Object value(JsonParser in, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> object(in);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                for (JsonToken item = in.nextToken(); item != JsonToken.END_ARRAY; item = in.nextToken()) {
                    items.add(value(in, item));
                }
                yield items;
            }
            default -> throw new IllegalStateException("A document cannot contain " + token);
        };
    }
}
