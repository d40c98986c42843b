package io.kefu.domain.session;

import io.kefu.domain.conversation.Base64Url;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.TextValue;

/**
 * Identifies a session. It contains the key of the conversation, so that no index is needed to find a session.
 *
 * @param value {@code sess_}, the conversation's key and 8 more characters of URL-safe Base64
 */
public record SessionId(String value) implements TextValue {
    private static final String PREFIX = "sess_";
    private static final int SUFFIX_LENGTH = 8;

    public SessionId {
        if (!value.startsWith(PREFIX)
                || !Base64Url.isText(value, PREFIX.length(), ConversationId.KEY_LENGTH + SUFFIX_LENGTH)) {
            throw DomainException.invalid("session_id", Reason.MALFORMED);
        }
    }

    /** The id of a session of a conversation, made of 8 characters of URL-safe Base64. */
    public static SessionId of(ConversationId conversation, String suffix) {
        return new SessionId(PREFIX + conversation.key() + suffix);
    }

    public ConversationId conversation() {
        return new ConversationId(
                ConversationId.PREFIX + value.substring(PREFIX.length(), PREFIX.length() + ConversationId.KEY_LENGTH));
    }

    /** The characters that distinguish the session from the other sessions of its conversation. */
    public String suffix() {
        return value.substring(PREFIX.length() + ConversationId.KEY_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
