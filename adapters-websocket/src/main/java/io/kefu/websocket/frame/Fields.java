package io.kefu.websocket.frame;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.json.tree.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object that a client sent. A field that is missing or has another type is refused with a {@code
 * DomainException} that names the field.
 */
public record Fields(JsonNode object) {

    /** A required text. */
    public String text(String name) {
        @Nullable String value = optionalText(name);
        if (value == null) {
            throw DomainException.invalid(name, Reason.REQUIRED);
        }
        return value;
    }

    /** A text; an empty text if the field is absent or has another type. */
    public String textOrEmpty(String name) {
        @Nullable JsonNode value = object.get(name);
        return value != null && value.isString() ? value.getStringValue() : "";
    }

    /** An optional text; null if it is absent. */
    public @Nullable String optionalText(String name) {
        @Nullable JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw DomainException.invalid(name, Reason.WRONG_TYPE);
        }
        return value.getStringValue();
    }

    /** A required whole number of at least 0. */
    public long number(String name) {
        @Nullable JsonNode value = present(name);
        if (value == null) {
            throw DomainException.invalid(name, Reason.REQUIRED);
        }
        if (!value.isNumber() || value.getDoubleValue() != value.getLongValue() || value.getLongValue() < 0) {
            throw DomainException.invalid(name, Reason.WRONG_TYPE);
        }
        return value.getLongValue();
    }

    /** An optional object; null if it is absent. */
    public @Nullable JsonNode optionalObject(String name) {
        @Nullable JsonNode value = present(name);
        if (value != null && !value.isObject()) {
            throw DomainException.invalid(name, Reason.WRONG_TYPE);
        }
        return value;
    }

    /** A required object with at most {@code most} fields, each a whole number of at least 0. */
    public Map<String, Long> numbers(String name, int most) {
        @Nullable JsonNode value = optionalObject(name);
        if (value == null) {
            throw DomainException.invalid(name, Reason.REQUIRED);
        }
        if (value.size() > most) {
            throw DomainException.invalid(name, Reason.LENGTH, 0, most);
        }
        Map<String, Long> numbers = new LinkedHashMap<>();
        Fields fields = new Fields(value);
        value.entries().forEach(entry -> numbers.put(entry.getKey(), fields.number(entry.getKey())));
        return numbers;
    }

    private @Nullable JsonNode present(String name) {
        @Nullable JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
