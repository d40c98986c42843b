package io.kefu.websocket.delivery;

import io.kefu.application.message.ConversationFeed;
import io.kefu.domain.conversation.ConversationId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which entries one client has of conversations that its connection does not follow at present, so that no entry
 * is sent twice if the conversation is followed again. The number of conversations is bounded: the oldest ones are
 * forgotten first. All methods are called on the socket's event loop.
 */
final class FormerConversations {
    private static final int MAX_CONVERSATIONS = 10_000;

    /** The largest number of seqs per conversation that the connection sent itself. A feed remembers as many. */
    private static final int MAX_SENT = 10_000;

    private final Map<ConversationId, ReceivedEntries> conversations = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConversationId, ReceivedEntries> eldest) {
            return size() > MAX_CONVERSATIONS;
        }
    };

    /**
     * The entries of a conversation that the client has.
     *
     * @param epoch the epoch that {@code upTo} belongs to; null if the client has received nothing
     * @param upTo the client has all entries up to this seq
     * @param sent the seqs above {@code upTo} of the entries that the connection sent itself
     */
    record ReceivedEntries(@Nullable String epoch, long upTo, NavigableSet<Long> sent) {
        static ReceivedEntries none() {
            return new ReceivedEntries(null, 0, new TreeSet<>());
        }

        /** Whether the epoch of the log has changed since the client received the entries. */
        boolean areOfOtherEpoch(String current) {
            return epoch != null && !epoch.equals(current);
        }
    }

    ReceivedEntries entriesOf(ConversationId conversation) {
        ReceivedEntries entries = conversations.get(conversation);
        return entries == null ? ReceivedEntries.none() : entries;
    }

    /** Remembers the position of a feed that ends. */
    void feedEnded(ConversationId conversation, ConversationFeed feed) {
        conversations.put(
                conversation, new ReceivedEntries(feed.epoch(), feed.position(), new TreeSet<>(feed.ownSeqs())));
    }

    /** Remembers that the client has all entries of a conversation up to a seq of this epoch. */
    void receivedUpTo(ConversationId conversation, String epoch, long seq) {
        conversations.put(conversation, new ReceivedEntries(epoch, seq, entriesOf(conversation).sent));
    }

    /** Remembers that the connection sent the entry of this seq itself. */
    void sent(ConversationId conversation, long seq) {
        NavigableSet<Long> sent = conversations.computeIfAbsent(conversation, unknown -> ReceivedEntries.none()).sent;
        sent.add(seq);
        if (sent.size() > MAX_SENT) {
            sent.pollFirst();
        }
    }

    void forget(ConversationId conversation) {
        conversations.remove(conversation);
    }
}
