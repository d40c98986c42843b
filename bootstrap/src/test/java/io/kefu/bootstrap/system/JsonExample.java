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
 * What a JSON document must look like, written as an example of it. Each field of the example must be there; others may
 * be. The words {@code <text>}, {@code <time>} and {@code <number>} stand for any such value, and {@code /…/} for a text
 * that matches; everything else stands for itself. A list begins with the example's elements.
 */
final class JsonExample {
    private final List<String> faults = new ArrayList<>();

    private JsonExample() {}

    /** What of the document differs from the example, empty where nothing does. */
    static List<String> faults(String example, JsonNode document) {
        JsonExample shape = new JsonExample();
        shape.compare("$", Api.json(example), document);
        return shape.faults;
    }

    private void compare(String place, JsonNode example, @Nullable JsonNode found) {
        if (found == null) {
            faults.add(place + " is missing");
        } else if (example.isObject()) {
            compareFields(place, example, found);
        } else if (example.isArray()) {
            for (int i = 0; i < example.size(); i++) {
                compare(
                        place + "[" + i + "]",
                        Objects.requireNonNull(example.get(i)),
                        found.isArray() ? found.get(i) : null);
            }
            check(place, example, found, found.isArray());
        } else if (example.isString()) {
            check(place, example, found, isAsWritten(example.getStringValue(), found));
        } else {
            check(place, example, found, example.getValue() == null ? found.isNull() : example.equals(found));
        }
    }

    private void compareFields(String place, JsonNode example, JsonNode found) {
        check(place, example, found, found.isObject());
        for (Map.Entry<String, JsonNode> field : example.entries()) {
            compare(place + "." + field.getKey(), field.getValue(), found.get(field.getKey()));
        }
    }

    private void check(String place, JsonNode example, JsonNode found, boolean isRight) {
        if (!isRight) {
            faults.add("%s is %s instead of %s".formatted(place, found, example));
        }
    }

    private static boolean isAsWritten(String example, JsonNode found) {
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
