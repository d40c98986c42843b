package io.kefu.domain.user;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;

/**
 * A JSON object that a client attaches to something of its own and that the service keeps without reading it.
 *
 * @param json the object's compact JSON text without line breaks, at most {@value #MAX_LENGTH} bytes of UTF-8
 */
public record Metadata(String json) {
    public static final int MAX_LENGTH = 4096;

    public Metadata {
        if (json.length() > MAX_LENGTH || utf8Length(json) > MAX_LENGTH) {
            throw DomainException.invalid("metadata", Reason.LENGTH, 0, MAX_LENGTH);
        }
        if (json.chars().anyMatch(c -> c < ' ')) {
            throw DomainException.invalid("metadata", Reason.MALFORMED);
        }
        if (!json.startsWith("{") || !json.endsWith("}")) {
            throw DomainException.invalid("metadata", Reason.WRONG_TYPE);
        }
    }

    private static int utf8Length(String text) {
        return text.codePoints()
                .map(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
                .sum();
    }
}
