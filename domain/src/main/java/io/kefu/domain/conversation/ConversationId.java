package io.kefu.domain.conversation;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;

/**
 * Names a conversation. The id derives from those who take part, so that two first messages cannot make two
 * conversations; the application's {@code ConversationIds} does so.
 *
 * @param value {@code conv_} and the 16 characters of {@link #key()}
 */
public record ConversationId(String value) {
    /** What the API's id begins with. */
    public static final String PREFIX = "conv_";

    /** The length of {@link #key()} in characters: 96 bits in URL-safe Base64. */
    public static final int KEY_LENGTH = 16;

    public ConversationId {
        if (!value.startsWith(PREFIX) || !Base64Url.isText(value, PREFIX.length(), KEY_LENGTH)) {
            throw DomainException.invalid("conversation_id", Reason.MALFORMED);
        }
    }

    /** The id without its prefix, as stores and derived ids use it. */
    public String key() {
        return value.substring(PREFIX.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
