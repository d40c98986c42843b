package io.kefu.application.file.port;

import io.kefu.application.access.Principal;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import java.time.Instant;

/**
 * Knows which messages name a file. The conversations' logs are the truth; what is noted here only says where to look.
 * Blocks. A store that does not answer in time throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public interface FileMentions {

    /**
     * Notes that a message of this conversation is about to name the file. Of each file the 1,000 conversations noted last
     * are kept; a customer's own is found without.
     */
    void note(FileId file, ConversationId conversation, Instant now);

    /**
     * Whether a message that the reader may read names the file. The message must not be recalled. It must be in the
     * reader's own conversation or, for a kefu, in the conversation of a customer who waits, whom the kefu serves, or
     * whom the kefu served when it was written.
     */
    boolean isNamedFor(Principal reader, FileId file);

    /** Forgets where the file was named, when it is no more. */
    void forget(FileId file);
}
