package io.kefu.bootstrap.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The parts of the AsyncAPI document that tests need. */
record SocketDocument(JsonNode root) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The sender of a frame, and the action of the operations that describe the frames of this sender. */
    enum Sender {
        CLIENT("receive"),
        SERVICE("send");

        private final String action;

        Sender(String action) {
            this.action = action;
        }
    }

    /** A message of the document: one kind of frame. */
    record Message(String name, JsonNode description) {
        JsonNode payload() {
            return description.path("payload");
        }

        /** The value of {@code type}, and for a notification the event. */
        String kind() {
            return kindOf(
                    property(payload(), "type").path("const").asText(),
                    property(property(payload(), "data"), "event").path("const").asText());
        }

        private static JsonNode property(JsonNode schema, String name) {
            return schema.path("properties").path(name);
        }
    }

    /** A close code. */
    record Closing(int code, String reason) {}

    /** The document on the class path, which the service serves. */
    static SocketDocument ofService() {
        try (InputStream yaml = Objects.requireNonNull(
                SocketDocument.class.getResourceAsStream("/META-INF/asyncapi/asyncapi.yml"), "the document")) {
            return new SocketDocument(MAPPER.valueToTree(new Yaml().load(yaml)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kind of a frame: its type, and for a notification also its event. */
    static String kindOf(String type, String event) {
        return type.equals("notification") ? type + " " + event : type;
    }

    /** The messages that the operations name as those of this sender, by their names. */
    Map<String, Message> messages(Sender sender) {
        return root.path("operations").properties().stream()
                .map(Map.Entry::getValue)
                .flatMap(operation -> named(operation, sender))
                .distinct()
                .collect(Collectors.toMap(Message::name, Function.identity()));
    }

    private Stream<Message> named(JsonNode operation, Sender sender) {
        List<JsonNode> references = new ArrayList<>();
        if (operation.path("action").asText().equals(sender.action)) {
            operation.path("messages").forEach(references::add);
        }
        if (sender == Sender.SERVICE) {
            operation.path("reply").path("messages").forEach(references::add);
        }
        return references.stream().map(reference -> {
            String target = reference.path("$ref").asText();
            JsonNode message = resolved(resolved(reference));
            return new Message(target.substring(target.lastIndexOf('/') + 1), message);
        });
    }

    /** The node itself, or the one that it refers to; a missing node if the reference leads nowhere. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** All references of the document. */
    List<String> references() {
        return root.findValuesAsText("$ref");
    }

    List<Closing> closings() {
        List<Closing> closings = new ArrayList<>();
        root.at("/channels/socket/x-close-codes")
                .forEach(closing -> closings.add(new Closing(
                        closing.path("code").intValue(), closing.path("reason").asText())));
        return closings;
    }
}
