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
 * Reads the conversations' logs and the lists made from them. Blocks. The lists ({@link #ofKefu}, {@link #latestOf},
 * {@link #latest}) follow the logs within moments; the logs themselves are exact. A store that does not answer in time
 * throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public interface MessageHistory {

    /** A part of a conversation. One round trip; costs the same at any depth. */
    Page<Message> read(ConversationId conversation, Window window);

    /** The same, or nothing if a kefu neither serves nor ever served the conversation's customer. One round trip. */
    Optional<Page<Message>> readFor(UserId kefu, ConversationId conversation, Window window);

    /**
     * Like {@link #readFor}, but every kefu may read the whole conversation while its customer waits. One round trip.
     */
    Optional<Page<Message>> readForOrWaiting(UserId kefu, ConversationId conversation, Window window);

    /**
     * The newest message of each of these conversations. Recalled messages are included, {@code system} entries are
     * not. A conversation without a message among its newest 121 entries is left out. One round trip, and at most two
     * more for conversations that end with {@code system} entries.
     */
    Map<ConversationId, Message> newestOf(Collection<ConversationId> conversations);

    /** What a kefu took part in, newest first, the newest 10,000 at most. Two round trips. */
    Page<Message> ofKefu(UserId kefu, PageRequest page);

    /** The newest messages that a kefu took part in, newest first. Two round trips. */
    List<Message> latestOf(UserId kefu, int count);

    /** The newest messages of the whole house, newest first, at most 1,000. Two round trips. */
    List<Message> latest(int count);

    /** The colleagues with whom a kefu has a conversation, whoever wrote last first, at most so many. One round trip. */
    List<UserId> partnersOf(UserId kefu, int count);

    /** The part of a conversation that is asked for. */
    sealed interface Window {
        /** A numbered page, newest first. */
        record Numbered(PageRequest page) implements Window {}

        /** What stands nearest below a seq, newest first. */
        record Before(long seq, int size) implements Window {}

        /** What stands nearest above a seq, oldest first. */
        record After(long seq, int size) implements Window {}
    }
}
