package io.kefu.bootstrap.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/** An OpenAPI or AsyncAPI document. */
record WireDocument(JsonNode root) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static WireDocument parse(String yaml) {
        return new WireDocument(MAPPER.valueToTree(new Yaml().load(yaml)));
    }

    /** Reads a document from the class path. */
    static WireDocument read(String resource) {
        try (InputStream yaml = Objects.requireNonNull(WireDocument.class.getResourceAsStream(resource), resource)) {
            return new WireDocument(MAPPER.valueToTree(new Yaml().load(yaml)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode at(String pointer) {
        return root.at(pointer);
    }

    /** The node itself, or the one that its references lead to. */
    JsonNode resolved(JsonNode node) {
        JsonNode found = node;
        while (found.has("$ref")) {
            found = root.at(found.path("$ref").asText().substring(1));
        }
        return found;
    }

    /** A schema without references and {@code allOf} at its top level. */
    JsonNode schema(JsonNode node) {
        JsonNode found = resolved(node);
        if (!found.has("allOf")) {
            return found;
        }
        ObjectNode merged = MAPPER.createObjectNode();
        found.path("allOf").forEach(part -> merge(merged, schema(part)));
        ObjectNode own = found.deepCopy();
        own.remove("allOf");
        merge(merged, own);
        return merged;
    }

    private static void merge(ObjectNode into, JsonNode part) {
        part.properties().forEach(entry -> {
            JsonNode known = into.path(entry.getKey());
            if (entry.getKey().equals("properties") && known.isObject()) {
                ((ObjectNode) known).setAll((ObjectNode) entry.getValue());
            } else if (entry.getKey().equals("required") && known.isArray()) {
                entry.getValue().forEach(((ArrayNode) known)::add);
            } else {
                into.set(entry.getKey(), entry.getValue().deepCopy());
            }
        });
    }

    static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The texts of a list, or the single text. */
    static Set<String> texts(JsonNode node) {
        Set<String> texts = new TreeSet<>();
        node.forEach(text -> texts.add(text.asText()));
        if (node.isValueNode()) {
            texts.add(node.asText());
        }
        return texts;
    }
}
