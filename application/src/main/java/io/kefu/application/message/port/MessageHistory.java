package io.kefu.application.message.port;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the logs and the lists that are derived from them. Every method blocks. The derived lists ({@link #ofKefu}, {@link
 * #latestOf}, {@link #latest}) show a new message after a moment; the logs are exact. A store that does not answer in time
 * throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public interface MessageHistory {

    /**
     * A part of a conversation. One round trip, and one read of the archive for each segment that is needed and was not read
     * lately; costs the same at any depth. A part is never shorter than it should be: if the archive cannot be read, the call
     * fails with {@code SERVICE_UNAVAILABLE}.
     */
    Page<Message> read(ConversationId conversation, Window window);

    /** The same; empty for a kefu who neither serves nor served the conversation's customer. */
    Optional<Page<Message>> readFor(UserId kefu, ConversationId conversation, Window window);

    /** Like {@link #readFor}, but every kefu may read the whole conversation while its customer waits. */
    Optional<Page<Message>> readForOrWaiting(UserId kefu, ConversationId conversation, Window window);

    /**
     * The newest message of each of these conversations. Recalled messages are included, {@code system} entries are not. A
     * conversation without a message among its newest 121 entries is left out. One round trip, and at most two more for
     * conversations that end with {@code system} entries.
     */
    Map<ConversationId, Message> newestOf(Collection<ConversationId> conversations);

    /** The messages of all conversations of a kefu, newest first, at most the newest 10,000. Two round trips. */
    Page<Message> ofKefu(UserId kefu, PageRequest page);

    /** The newest messages of all conversations of a kefu, newest first. Two round trips. */
    List<Message> latestOf(UserId kefu, int count);

    /** The newest messages of all conversations, newest first, at most 1,000. Two round trips. */
    List<Message> latest(int count);

    /** The colleagues with whom a kefu has a conversation, the one with the newest message first. One round trip. */
    List<UserId> partnersOf(UserId kefu, int count);

    /** Which part of a conversation to read. */
    sealed interface Window {
        /** A numbered page, newest first. */
        record Numbered(PageRequest page) implements Window {}

        /** The entries nearest below a seq, newest first. */
        record Before(long seq, int size) implements Window {}

        /** The entries nearest above a seq, oldest first. */
        record After(long seq, int size) implements Window {}
    }
}
