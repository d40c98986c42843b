package io.kefu.bootstrap.compatibility;

import static io.kefu.bootstrap.compatibility.WireDocument.names;

import com.fasterxml.jackson.databind.JsonNode;
import io.kefu.bootstrap.compatibility.SchemaComparison.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares a released AsyncAPI document with the present one. */
final class SocketComparison {
    private final WireDocument released;
    private final WireDocument present;
    private final List<String> breaks = new ArrayList<>();
    private final SchemaComparison schemas;

    private SocketComparison(WireDocument released, WireDocument present) {
        this.released = released;
        this.present = present;
        this.schemas = new SchemaComparison(released, present, breaks::add);
    }

    /** The changes that break clients. */
    static List<String> breaks(WireDocument released, WireDocument present) {
        SocketComparison comparison = new SocketComparison(released, present);
        comparison.compare();
        return comparison.breaks;
    }

    private void compare() {
        for (String channel : names(released.at("/channels"))) {
            JsonNode was = released.at("/channels").path(channel);
            JsonNode is = present.at("/channels").path(channel);
            if (!was.path("address").equals(is.path("address"))) {
                breaks.add(channel + ": the address was changed");
            }
            requireAll(channel + " close code", closings(was), closings(is));
            schemas.compare(
                    channel + " query", was.at("/bindings/ws/query"), is.at("/bindings/ws/query"), Writer.CLIENT);
        }
        requireAll(
                "way to send the token",
                names(released.at("/components/securitySchemes")),
                names(present.at("/components/securitySchemes")));
        compareMessages("receive", Writer.CLIENT);
        compareMessages("send", Writer.SERVICE);
    }

    private static Set<String> closings(JsonNode channel) {
        Set<String> closings = new TreeSet<>();
        channel.path("x-close-codes")
                .forEach(closing -> closings.add(closing.path("code").asText() + " "
                        + closing.path("reason").asText()));
        return closings;
    }

    private void requireAll(String kind, Set<String> was, Set<String> is) {
        was.stream()
                .filter(value -> !is.contains(value))
                .forEach(value -> breaks.add(kind + " " + value + ": was removed"));
    }

    private void compareMessages(String action, Writer writer) {
        Map<String, JsonNode> is = messages(present, action);
        messages(released, action).forEach((name, message) -> {
            JsonNode now = is.get(name);
            if (now == null) {
                breaks.add(action + " " + name + ": the frame was removed");
            } else {
                schemas.compare(action + " " + name, message.path("payload"), now.path("payload"), writer);
            }
        });
    }

    /** The messages of the operations with this action. Answers belong to the service. */
    private static Map<String, JsonNode> messages(WireDocument document, String action) {
        Map<String, JsonNode> messages = new TreeMap<>();
        document.at("/operations").forEach(operation -> {
            if (operation.path("action").asText().equals(action)) {
                add(messages, document, operation.path("messages"));
            }
            if (action.equals("send")) {
                add(messages, document, operation.path("reply").path("messages"));
            }
        });
        return messages;
    }

    private static void add(Map<String, JsonNode> messages, WireDocument document, JsonNode references) {
        references.forEach(reference -> {
            String target = reference.path("$ref").asText();
            messages.put(target.substring(target.lastIndexOf('/') + 1), document.resolved(reference));
        });
    }
}
