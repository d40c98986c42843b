package io.kefu.domain.error;

import java.util.List;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's name as the API spells it (snake_case)
 * @param reason the rule that it breaks
 * @param bounds the rule's figures in the order in which its text names them, such as a minimum and a maximum
 */
public record Violation(String field, Reason reason, List<Long> bounds) {

    /** A rule that a field can break; each has a text per language. */
    public enum Reason {
        /** It must be given. */
        REQUIRED,
        /** It is not of the form that it must have. */
        MALFORMED,
        /** It is of another JSON type. */
        WRONG_TYPE,
        /** Its length must lie between the two bounds. */
        LENGTH,
        /** Its value must lie between the two bounds. */
        RANGE,
        /** Its value is reserved for the service. */
        RESERVED,
        /** Its value is not one of those allowed. */
        NOT_ALLOWED,
        /** It cannot go together with another field. */
        NOT_TOGETHER,
        /** What it names is not as the request takes it to be, any more. */
        GONE,
        /** Whom it names is offline or away. */
        NOT_THERE,
        /** Whom it names serves as many customers as they may. */
        NO_ROOM,
        /** With it, more would be stored than the two bounds, files and bytes, allow. */
        QUOTA,
        /** It is wrong as a whole; nothing more precise can be said. */
        INVALID
    }

    public Violation {
        bounds = List.copyOf(bounds);
    }

    /** A violation of a rule that has no figures. */
    public static Violation of(String field, Reason reason) {
        return new Violation(field, reason, List.of());
    }

    /** A violation of a rule with a lower and an upper bound, both inclusive. */
    public static Violation of(String field, Reason reason, long min, long max) {
        return new Violation(field, reason, List.of(min, max));
    }
}
