package io.kefu.domain.conversation;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.TextValue;

/**
 * The id of a conversation. It is computed from the ids of the users of the conversation, by {@code ConversationIds} of the
 * application, so that two concurrent first messages cannot create two conversations.
 *
 * @param value {@code conv_} and the 16 characters of {@link #key()}
 */
public record ConversationId(String value) implements TextValue {
    public static final String PREFIX = "conv_";

    /** The length of {@link #key()} in characters: 96 bits in URL-safe Base64. */
    public static final int KEY_LENGTH = 16;

    public ConversationId {
        if (!value.startsWith(PREFIX) || !Base64Url.isText(value, PREFIX.length(), KEY_LENGTH)) {
            throw DomainException.invalid("conversation_id", Reason.MALFORMED);
        }
    }

    /** The id without its prefix, which stores and other ids contain. */
    public String key() {
        return value.substring(PREFIX.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
