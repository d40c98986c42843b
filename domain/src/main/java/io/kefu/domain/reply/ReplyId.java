package io.kefu.domain.reply;

import io.kefu.domain.conversation.Base64Url;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.TextValue;

/**
 * Identifies a canned reply.
 *
 * @param value {@code reply_} and {@value #KEY_LENGTH} characters of URL-safe Base64
 */
public record ReplyId(String value) implements TextValue {
    /** The length of the part that distinguishes replies. */
    public static final int KEY_LENGTH = 16;

    private static final String PREFIX = "reply_";

    public ReplyId {
        if (!value.startsWith(PREFIX) || !Base64Url.isText(value, PREFIX.length(), KEY_LENGTH)) {
            throw DomainException.invalid("reply_id", Reason.MALFORMED);
        }
    }

    /** The id with this key of {@value #KEY_LENGTH} characters of URL-safe Base64. */
    public static ReplyId ofKey(String key) {
        return new ReplyId(PREFIX + key);
    }

    @Override
    public String toString() {
        return value;
    }
}
