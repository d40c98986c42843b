package io.kefu.redis.backup;

import io.kefu.domain.conversation.ConversationId;

/**
 * Signals that a backup cannot be complete: a segment of a conversation is missing in the archive, is damaged or cannot be read,
 * a content of a file cannot be read, or Redis lost or replaced its data meanwhile.
 */
public final class IncompleteDataException extends RuntimeException {
    public IncompleteDataException(String reason) {
        super(reason);
    }

    IncompleteDataException(ConversationId conversation, String reason) {
        this("conversation " + conversation + ": " + reason);
    }
}
