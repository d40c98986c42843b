package io.kefu.domain.user;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.Texts;

/**
 * A JSON object that a client attaches to a user, message or session. The service stores it and does not read it.
 *
 * @param json the object's compact JSON text without line breaks, at most {@value #MAX_LENGTH} bytes of UTF-8
 */
public record Metadata(String json) {
    public static final int MAX_LENGTH = 4096;

    /** How deep objects and lists may be nested. Some JSON libraries cannot write deeper values. */
    public static final int MAX_DEPTH = 16;

    public Metadata {
        if (json.length() > MAX_LENGTH || Texts.utf8Length(json) > MAX_LENGTH) {
            throw DomainException.invalid("metadata", Reason.LENGTH, 0, MAX_LENGTH);
        }
        if (json.chars().anyMatch(c -> c < ' ') || depth(json) > MAX_DEPTH) {
            throw DomainException.invalid("metadata", Reason.MALFORMED);
        }
        if (!json.startsWith("{") || !json.endsWith("}")) {
            throw DomainException.invalid("metadata", Reason.WRONG_TYPE);
        }
    }

    private static int depth(String json) {
        int depth = 0;
        int deepest = 0;
        boolean inText = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                inText = !inText;
            } else if (!inText && (c == '{' || c == '[')) {
                depth++;
                deepest = Math.max(deepest, depth);
            } else if (!inText && (c == '}' || c == ']')) {
                depth--;
            }
        }
        return deepest;
    }
}
