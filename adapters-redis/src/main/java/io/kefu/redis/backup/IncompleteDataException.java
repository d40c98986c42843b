package io.kefu.redis.backup;

import io.kefu.domain.conversation.ConversationId;

/** Signals that a conversation cannot be backed up, because a segment of it is missing in the archive or is damaged. */
public final class IncompleteDataException extends RuntimeException {
    IncompleteDataException(ConversationId conversation, String reason) {
        super("conversation " + conversation + ": " + reason);
    }
}
