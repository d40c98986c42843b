package io.kefu.application.file.port;

import io.kefu.application.access.Principal;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import java.time.Instant;

/**
 * Knows which messages mention a file. The logs of the conversations are the source of truth; the mentions that are
 * added here only name the conversations whose logs are searched. All methods block. They throw a {@code
 * DomainException} with code {@code SERVICE_UNAVAILABLE} if the store does not answer in time.
 */
public interface FileMentions {

    /**
     * Records that a message of the conversation is about to mention the file. For each file the newest 1,000 conversations
     * are kept. If the reader is a customer, the reader's own conversation is always searched.
     */
    void add(FileId file, ConversationId conversation, Instant now);

    /**
     * Whether a message that the reader may read mentions the file. The message must not be recalled. It must be in the
     * reader's own conversation or, for a kefu, in the conversation of a customer who waits, whom the kefu serves, or
     * whom the kefu served when it was written.
     */
    boolean isMentionedFor(Principal reader, FileId file);

    /** Removes all mentions of a file that was deleted. */
    void removeAll(FileId file);
}
