package io.kefu.domain.session;

import io.kefu.domain.conversation.Base64Url;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.TextValue;

/**
 * Identifies a note.
 *
 * @param value {@code note_} and {@value #KEY_LENGTH} characters of URL-safe Base64
 */
public record NoteId(String value) implements TextValue {
    /** The length of the part that distinguishes notes. */
    public static final int KEY_LENGTH = 16;

    private static final String PREFIX = "note_";

    public NoteId {
        if (!value.startsWith(PREFIX) || !Base64Url.isText(value, PREFIX.length(), KEY_LENGTH)) {
            throw DomainException.invalid("note_id", Reason.MALFORMED);
        }
    }

    /** The id with this key of {@value #KEY_LENGTH} characters of URL-safe Base64. */
    public static NoteId ofKey(String key) {
        return new NoteId(PREFIX + key);
    }

    @Override
    public String toString() {
        return value;
    }
}
