package io.kefu.bootstrap.compatibility;

import static io.kefu.bootstrap.compatibility.WireDocument.names;
import static io.kefu.bootstrap.compatibility.WireDocument.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Compares schemas of a released document with those of the present one, and reports the changes that break clients. Values may
 * be added, also to enumerations of answers, because clients ignore what they do not know.
 *
 * @param breaks receives a line for each break
 */
record SchemaComparison(WireDocument released, WireDocument present, Consumer<String> breaks) {
    private static final List<String> UPPER_BOUNDS = List.of("maxLength", "maximum", "maxItems", "maxProperties");
    private static final List<String> LOWER_BOUNDS = List.of("minLength", "minimum", "minItems", "minProperties");

    /** Who writes the JSON of a schema. */
    enum Writer {
        CLIENT,
        SERVICE
    }

    /** Compares two schemas, and those of their fields. */
    void compare(String path, JsonNode releasedSchema, JsonNode presentSchema, Writer writer) {
        compare(path, releasedSchema, presentSchema, writer, new HashSet<>());
    }

    private void compare(
            String path, JsonNode releasedSchema, JsonNode presentSchema, Writer writer, Set<JsonNode> outer) {
        JsonNode was = released.schema(releasedSchema);
        JsonNode is = present.schema(presentSchema);
        if (was.isMissingNode()) {
            return;
        }
        if (is.isMissingNode()) {
            breaks.accept(path + ": the schema was removed");
            return;
        }
        if (!outer.add(was)) {
            // A schema that contains itself.
            return;
        }
        compareTypes(path, was, is, writer);
        compareValues(path, was, is, writer);
        if (writer == Writer.CLIENT) {
            compareBounds(path, was, is);
        }
        compareFields(path, was, is, writer, outer);
        compare(path + "[]", was.path("items"), is.path("items"), writer, outer);
        if (was.path("additionalProperties").isObject()) {
            compare(path + ".*", was.path("additionalProperties"), is.path("additionalProperties"), writer, outer);
        }
        for (String choice : List.of("anyOf", "oneOf")) {
            for (int i = 0; i < was.path(choice).size(); i++) {
                compare(
                        path + "|" + i,
                        was.path(choice).path(i),
                        is.path(choice).path(i),
                        writer,
                        outer);
            }
        }
        outer.remove(was);
    }

    private void compareTypes(String path, JsonNode was, JsonNode is, Writer writer) {
        Set<String> before = typesOf(was);
        Set<String> now = typesOf(is);
        boolean isCompatible = writer == Writer.CLIENT
                ? now.isEmpty() || (!before.isEmpty() && now.containsAll(before))
                : before.isEmpty() || (!now.isEmpty() && before.containsAll(now));
        if (!isCompatible) {
            breaks.accept("%s: the type was %s and is %s".formatted(path, before, now));
        }
        if (!was.path("format").asText().equals(is.path("format").asText())) {
            breaks.accept("%s: the format was \"%s\" and is \"%s\""
                    .formatted(
                            path, was.path("format").asText(), is.path("format").asText()));
        }
    }

    /** The types of a schema, with {@code null} if it may be null; a number also covers an integer. Empty means any type. */
    private static Set<String> typesOf(JsonNode schema) {
        Set<String> types = new TreeSet<>(schema.has("type") ? texts(schema.path("type")) : Set.of());
        if (schema.path("nullable").asBoolean() && !types.isEmpty()) {
            types.add("null");
        }
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }

    private void compareValues(String path, JsonNode was, JsonNode is, Writer writer) {
        Set<String> before = valuesOf(was);
        Set<String> now = valuesOf(is);
        if (!now.isEmpty()) {
            before.stream()
                    .filter(value -> !now.contains(value))
                    .forEach(value -> breaks.accept(path + ": the value " + value + " was removed"));
            if (before.isEmpty() && writer == Writer.CLIENT) {
                breaks.accept(path + ": only the values " + now + " are allowed now");
            }
        }
    }

    private static Set<String> valuesOf(JsonNode schema) {
        return schema.has("const") ? texts(schema.path("const")) : texts(schema.path("enum"));
    }

    private void compareBounds(String path, JsonNode was, JsonNode is) {
        for (String bound : UPPER_BOUNDS) {
            if (is.has(bound)
                    && (!was.has(bound)
                            || is.path(bound).asDouble() < was.path(bound).asDouble())) {
                breaks.accept(path + ": " + bound + " is lower now");
            }
        }
        for (String bound : LOWER_BOUNDS) {
            if (is.has(bound)
                    && (!was.has(bound)
                            || is.path(bound).asDouble() > was.path(bound).asDouble())) {
                breaks.accept(path + ": " + bound + " is higher now");
            }
        }
        if (is.has("pattern") && !is.path("pattern").equals(was.path("pattern"))) {
            breaks.accept(path + ": the pattern was changed");
        }
    }

    private void compareFields(String path, JsonNode was, JsonNode is, Writer writer, Set<JsonNode> outer) {
        for (String field : names(was.path("properties"))) {
            if (is.path("properties").has(field)) {
                compare(
                        path + "." + field,
                        was.path("properties").path(field),
                        is.path("properties").path(field),
                        writer,
                        outer);
            } else {
                breaks.accept(path + "." + field + ": the field was removed");
            }
        }
        Set<String> before = texts(was.path("required"));
        Set<String> now = texts(is.path("required"));
        if (writer == Writer.CLIENT) {
            now.stream()
                    .filter(field -> !before.contains(field))
                    .forEach(field -> breaks.accept(path + "." + field + ": the field is required now"));
        } else {
            before.stream()
                    .filter(field ->
                            !now.contains(field) && is.path("properties").has(field))
                    .forEach(field -> breaks.accept(path + "." + field + ": the field may be absent now"));
        }
    }
}
