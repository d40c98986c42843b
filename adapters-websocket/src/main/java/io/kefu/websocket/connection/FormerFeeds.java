package io.kefu.websocket.connection;

import io.kefu.application.message.ConversationFeed;
import io.kefu.domain.conversation.ConversationId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which entries one connection was given of conversations that it does not follow at present, so that no
 * entry is given twice when a conversation comes back. Bounded: the conversations that were noted first are forgotten
 * first. All calls are made on the socket's event loop.
 */
final class FormerFeeds {
    /** How many conversations are remembered. */
    private static final int MOST = 10_000;

    /**
     * How many entries that the connection sent itself are remembered per conversation: as many as a feed remembers.
     */
    private static final int MOST_SENT = 10_000;

    private final Map<ConversationId, Had> all = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConversationId, Had> eldest) {
            return size() > MOST;
        }
    };

    /**
     * The entries of a conversation that the connection was given or sent.
     *
     * @param epoch the epoch that {@code reached} belongs to; null if the connection was given nothing
     * @param reached all entries up to this seq were given to the connection or sent by it
     * @param sent the seqs above {@code reached} of entries that the connection sent itself
     */
    record Had(@Nullable String epoch, long reached, NavigableSet<Long> sent) {
        static Had nothing() {
            return new Had(null, 0, new TreeSet<>());
        }

        /** Whether the log has another epoch now. */
        boolean isOfAnotherLife(String now) {
            return epoch != null && !epoch.equals(now);
        }
    }

    Had of(ConversationId conversation) {
        Had had = all.get(conversation);
        return had == null ? Had.nothing() : had;
    }

    /** Notes how far a feed got before it ended. */
    void ended(ConversationId conversation, ConversationFeed feed) {
        all.put(conversation, new Had(feed.epoch(), feed.position(), new TreeSet<>(feed.ownSeqs())));
    }

    /** Notes that the connection has all entries of a conversation up to a seq, in this epoch of its log. */
    void reached(ConversationId conversation, String epoch, long seq) {
        all.put(conversation, new Had(epoch, seq, of(conversation).sent));
    }

    /** Notes that the connection sent an entry of a conversation that it does not follow. */
    void sent(ConversationId conversation, long seq) {
        Had had = all.computeIfAbsent(conversation, unknown -> Had.nothing());
        had.sent.add(seq);
        if (had.sent.size() > MOST_SENT) {
            had.sent.pollFirst();
        }
    }

    void forget(ConversationId conversation) {
        all.remove(conversation);
    }
}
