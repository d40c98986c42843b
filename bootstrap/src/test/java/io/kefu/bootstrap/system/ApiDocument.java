package io.kefu.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The parts of an OpenAPI document that tests need. */
record ApiDocument(Map<?, ?> root) {
    private static final String JSON = "application/json";

    static ApiDocument parse(String yaml) {
        return new ApiDocument(new Yaml().load(yaml));
    }

    /** An operation: a method of a path. */
    record Operation(String method, String path, Map<?, ?> description) {
        /** Whether the operation needs a login. */
        boolean isForUsers() {
            return description.containsKey("security") && !method.concat(path).equals("POST/api/users");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        map(root, "paths")
                .forEach((path, methods) -> ((Map<?, ?>) methods)
                        .forEach((method, description) -> operations.add(
                                new Operation(method.toString().toUpperCase(Locale.ROOT), path.toString(), (Map<?, ?>)
                                        description))));
        return operations;
    }

    /** The example of the JSON request body; null if the operation has none. */
    @Nullable
    String requestExample(Operation operation) {
        if (!operation.description().containsKey("requestBody")) {
            return null;
        }
        if (!map(operation.description(), "requestBody", "content").containsKey(JSON)) {
            return null;
        }
        Map<?, ?> content = map(operation.description(), "requestBody", "content", JSON);
        return json(Objects.requireNonNullElseGet(
                content.get("example"),
                () -> Objects.requireNonNull(resolved(map(content, "schema")).get("example"))));
    }

    Set<Integer> statuses(Operation operation) {
        Set<Integer> statuses = new HashSet<>();
        map(operation.description(), "responses")
                .keySet()
                .forEach(status -> statuses.add(Integer.valueOf("" + status)));
        return statuses;
    }

    /** The fields of responses with this status. */
    Set<String> answerFields(Operation operation, int status) {
        Map<?, ?> answer = map(operation.description(), "responses");
        Map<?, ?> response = resolved((Map<?, ?>) Objects.requireNonNullElse(
                answer.get(String.valueOf(status)), Objects.requireNonNullElse(answer.get(status), Map.of())));
        Set<String> fields = new HashSet<>();
        Map<?, ?> schema = map(response, "content", JSON, "schema");
        List<?> alternatives = schema.get("anyOf") instanceof List<?> several ? several : List.of(schema);
        alternatives.forEach(alternative -> map(resolved((Map<?, ?>) alternative), "properties")
                .keySet()
                .forEach(field -> fields.add(field.toString())));
        return fields;
    }

    List<String> errorCodes() {
        return ((List<?>) Objects.requireNonNull(
                        map(root, "components", "schemas", "ErrorCode").get("enum")))
                .stream().map(Object::toString).toList();
    }

    private Map<?, ?> resolved(Map<?, ?> node) {
        return node.get("$ref") instanceof String ref
                ? map(root, ref.substring("#/".length()).split("/", -1))
                : node;
    }

    private static Map<?, ?> map(Map<?, ?> from, String... steps) {
        Map<?, ?> found = from;
        for (String step : steps) {
            found = (Map<?, ?>) Objects.requireNonNull(found.get(step), step);
        }
        return found;
    }

    private static String json(Object example) {
        if (example instanceof String text) {
            return text;
        }
        try {
            return new String(Api.JSON.writeValueAsBytes(Api.JSON.writeValueToTree(example)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
