package io.kefu.domain.error;

import java.util.List;

/**
 * The error of one field of a request.
 *
 * @param field the name of the field in the API (snake_case)
 * @param reason the rule that the value violates
 * @param bounds the figures of the rule in the order of its text, such as a minimum and a maximum
 */
public record Violation(String field, Reason reason, List<Long> bounds) {

    /** A rule for the value of a field. Each has a text in every language. */
    public enum Reason {
        /** The field is missing. */
        REQUIRED,
        /** The value does not have the required form. */
        MALFORMED,
        /** The value has a wrong JSON type. */
        WRONG_TYPE,
        /** The length is not between the two bounds. */
        LENGTH,
        /** The value is not between the two bounds. */
        RANGE,
        /** The value is reserved for the service. */
        RESERVED,
        /** The value is not one of the allowed values. */
        NOT_ALLOWED,
        /** The field cannot be combined with another field. */
        NOT_TOGETHER,
        /** The object that the value names has changed since the caller read it. */
        GONE,
        /** The kefu that the value names is offline or away. */
        KEFU_AWAY,
        /** The kefu that the value names has no free capacity. */
        NO_FREE_CAPACITY,
        /** Another object has this value already. */
        TAKEN,
        /** There would be more of them than the bound. */
        TOO_MANY,
        /** The quota would be exceeded; the bounds are its files and bytes. */
        QUOTA,
        /** The value is wrong, and no other reason applies. */
        INVALID
    }

    public Violation {
        bounds = List.copyOf(bounds);
    }

    /** A violation of a rule without figures. */
    public static Violation of(String field, Reason reason) {
        return new Violation(field, reason, List.of());
    }

    /** A violation of a rule with an upper bound, inclusive. */
    public static Violation of(String field, Reason reason, long max) {
        return new Violation(field, reason, List.of(max));
    }

    /** A violation of a rule with a lower and an upper bound, both inclusive. */
    public static Violation of(String field, Reason reason, long min, long max) {
        return new Violation(field, reason, List.of(min, max));
    }
}
