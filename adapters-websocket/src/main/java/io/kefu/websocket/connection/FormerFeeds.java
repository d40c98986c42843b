package io.kefu.websocket.connection;

import io.kefu.application.message.ConversationFeed;
import io.kefu.domain.conversation.ConversationId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has had of conversations that it does not follow at present, so that nothing comes twice when they come
 * back. Bounded: the conversations that were noted first are forgotten. Everything runs on the socket's event loop.
 */
final class FormerFeeds {
    /** How many conversations are remembered. */
    private static final int MOST = 10_000;

    /** How many own entries of a conversation are remembered: as many as a feed remembers. */
    private static final int MOST_SENT = 10_000;

    private final Map<ConversationId, Had> all = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConversationId, Had> eldest) {
            return size() > MOST;
        }
    };

    /**
     * What the connection has had of a conversation.
     *
     * @param epoch the log's life that {@code reached} belongs to; null where the connection was given nothing
     * @param reached everything up to this seq was given to the connection, or is its own
     * @param sent the seqs above that the connection sent itself
     */
    record Had(@Nullable String epoch, long reached, NavigableSet<Long> sent) {
        static Had nothing() {
            return new Had(null, 0, new TreeSet<>());
        }

        /** Whether the log has begun another life since. */
        boolean isOfAnotherLife(String now) {
            return epoch != null && !epoch.equals(now);
        }
    }

    Had of(ConversationId conversation) {
        Had had = all.get(conversation);
        return had == null ? Had.nothing() : had;
    }

    /** Notes how far a feed got that ends. */
    void ended(ConversationId conversation, ConversationFeed feed) {
        all.put(conversation, new Had(feed.epoch(), feed.reached(), new TreeSet<>(feed.sentHere())));
    }

    /** Notes that the connection has everything of a conversation up to a seq, in this life of its log. */
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
