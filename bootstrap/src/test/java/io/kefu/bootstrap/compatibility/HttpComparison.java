package io.kefu.bootstrap.compatibility;

import static io.kefu.bootstrap.compatibility.WireDocument.names;

import com.fasterxml.jackson.databind.JsonNode;
import io.kefu.bootstrap.compatibility.SchemaComparison.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares a released OpenAPI document with the present one. */
final class HttpComparison {
    private final WireDocument released;
    private final WireDocument present;
    private final List<String> breaks = new ArrayList<>();
    private final SchemaComparison schemas;

    private HttpComparison(WireDocument released, WireDocument present) {
        this.released = released;
        this.present = present;
        this.schemas = new SchemaComparison(released, present, breaks::add);
    }

    /** The changes that break clients. */
    static List<String> breaks(WireDocument released, WireDocument present) {
        HttpComparison comparison = new HttpComparison(released, present);
        comparison.compare();
        return comparison.breaks;
    }

    private void compare() {
        for (String path : names(released.at("/paths"))) {
            JsonNode now = present.at("/paths").path(path);
            for (String method : names(released.at("/paths").path(path))) {
                String name = method.toUpperCase(Locale.ROOT) + " " + path;
                if (now.has(method)) {
                    compareOperation(name, released.at("/paths").path(path).path(method), now.path(method));
                } else {
                    breaks.add(name + ": the operation was removed");
                }
            }
        }
    }

    private void compareOperation(String name, JsonNode was, JsonNode is) {
        if (was.path("security").isEmpty() && !is.path("security").isEmpty()) {
            breaks.add(name + ": a login is required now");
        }
        compareParameters(name, parameters(released, was), parameters(present, is));
        JsonNode body = released.resolved(was.path("requestBody"));
        JsonNode bodyNow = present.resolved(is.path("requestBody"));
        if (bodyNow.path("required").asBoolean() && !body.path("required").asBoolean()) {
            breaks.add(name + ": a body is required now");
        }
        compareContent(name + " body", body, bodyNow, Writer.CLIENT);
        for (String status : names(was.path("responses"))) {
            if (is.path("responses").has(status)) {
                compareContent(
                        name + " " + status,
                        released.resolved(was.path("responses").path(status)),
                        present.resolved(is.path("responses").path(status)),
                        Writer.SERVICE);
            } else {
                breaks.add(name + " " + status + ": the status was removed");
            }
        }
    }

    private static Map<String, JsonNode> parameters(WireDocument document, JsonNode operation) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        operation.path("parameters").forEach(reference -> {
            JsonNode parameter = document.resolved(reference);
            parameters.put(
                    parameter.path("in").asText() + " " + parameter.path("name").asText(), parameter);
        });
        return parameters;
    }

    private void compareParameters(String name, Map<String, JsonNode> was, Map<String, JsonNode> is) {
        was.forEach((key, parameter) -> {
            JsonNode now = is.get(key);
            if (now == null) {
                breaks.add(name + " " + key + ": the parameter was removed");
            } else {
                schemas.compare(name + " " + key, parameter.path("schema"), now.path("schema"), Writer.CLIENT);
            }
        });
        is.forEach((key, parameter) -> {
            JsonNode before = was.get(key);
            boolean wasRequired = before != null && before.path("required").asBoolean();
            if (parameter.path("required").asBoolean() && !wasRequired) {
                breaks.add(name + " " + key + ": the parameter is required now");
            }
        });
    }

    private void compareContent(String name, JsonNode was, JsonNode is, Writer writer) {
        for (String type : names(was.path("content"))) {
            if (is.path("content").has(type)) {
                schemas.compare(
                        name,
                        was.path("content").path(type).path("schema"),
                        is.path("content").path(type).path("schema"),
                        writer);
            } else {
                breaks.add(name + ": the content type " + type + " was removed");
            }
        }
    }
}
