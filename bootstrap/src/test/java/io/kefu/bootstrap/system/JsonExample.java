package io.kefu.bootstrap.system;

import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares a JSON document with an example. The document must have each field of the example, and may have others. In the
 * example, {@code <text>}, {@code <time>} and {@code <number>} match any value of that kind, {@code /…/} matches texts by a
 * regular expression, and all other values match themselves. A list must start with the elements of the example.
 */
final class JsonExample {
    private final List<String> differences = new ArrayList<>();

    private JsonExample() {}

    /** Descriptions of all differences; empty if the document matches. */
    static List<String> differences(String example, JsonNode document) {
        JsonExample comparison = new JsonExample();
        comparison.compare("$", Api.json(example), document);
        return comparison.differences;
    }

    private void compare(String path, JsonNode example, @Nullable JsonNode found) {
        if (found == null) {
            differences.add(path + " is missing");
        } else if (example.isObject()) {
            compareFields(path, example, found);
        } else if (example.isArray()) {
            for (int i = 0; i < example.size(); i++) {
                compare(
                        path + "[" + i + "]",
                        Objects.requireNonNull(example.get(i)),
                        found.isArray() ? found.get(i) : null);
            }
            check(path, example, found, found.isArray());
        } else if (example.isString()) {
            check(path, example, found, matchesExample(example.getStringValue(), found));
        } else {
            check(path, example, found, example.getValue() == null ? found.isNull() : example.equals(found));
        }
    }

    private void compareFields(String path, JsonNode example, JsonNode found) {
        check(path, example, found, found.isObject());
        for (Map.Entry<String, JsonNode> field : example.entries()) {
            compare(path + "." + field.getKey(), field.getValue(), found.get(field.getKey()));
        }
    }

    private void check(String path, JsonNode example, JsonNode found, boolean condition) {
        if (!condition) {
            differences.add("%s is %s instead of %s".formatted(path, found, example));
        }
    }

    private static boolean matchesExample(String example, JsonNode found) {
        return switch (example) {
            case "<number>" -> found.isNumber();
            case "<text>" -> found.isString() && !found.getStringValue().isBlank();
            case "<time>" -> found.isString() && isTime(found.getStringValue());
            default -> found.isString() && matches(example, found.getStringValue());
        };
    }

    private static boolean matches(String example, String found) {
        return (example.startsWith("/") && example.endsWith("/"))
                ? found.matches(example.substring(1, example.length() - 1))
                : found.equals(example);
    }

    private static boolean isTime(String text) {
        try {
            Instant.parse(text);
            return text.endsWith("Z");
        } catch (DateTimeParseException notATime) {
            return false;
        }
    }
}
