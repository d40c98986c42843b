package io.kefu.websocket.delivery;

import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.domain.conversation.ConversationId;
import java.util.HashMap;
import java.util.Map;

/**
 * Advances the delivered cursors for a client that never reports them itself: when the client answers a ping, it has
 * received the entries that were sent before. All methods are called on the socket's event loop.
 */
final class PongReceipts {
    private final Feeds feeds;
    private final Map<ConversationId, Long> reported = new HashMap<>();
    private Map<ConversationId, Long> sentBeforePing = Map.of();
    private boolean isClientReporting;

    PongReceipts(Feeds feeds) {
        this.feeds = feeds;
    }

    /** The client reports its cursors itself from now on. */
    void clientReports() {
        isClientReporting = true;
    }

    void beforePing() {
        sentBeforePing = isClientReporting ? Map.of() : feeds.given();
    }

    void ponged() {
        if (isClientReporting) {
            return;
        }
        sentBeforePing.forEach((conversation, seq) -> {
            if (seq > reported.getOrDefault(conversation, 0L)) {
                reported.put(conversation, seq);
                // A failure does no harm: the user does not take part in the conversation any more, or a later pong
                // reports a higher seq.
                var unused = feeds.report(conversation, Cursors.deliveredUpTo(seq));
            }
        });
    }
}
