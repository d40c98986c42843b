package io.kefu.websocket.connection;

import io.kefu.application.access.Principal;
import io.kefu.domain.conversation.ConversationId;
import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a peer still lives, by pings. A peer that never says what has arrived says so by its answers: what was
 * given to it before a ping that it answered has arrived. Everything but {@link #heard} and {@link #heardAt} runs on the
 * socket's event loop.
 */
final class Heartbeat {
    private static final int MISSED_BEATS = 2;

    /** How often the login is looked up, which also lets it last while the socket is in use. */
    private static final int BEATS_PER_CHECK = 20;

    private final Services services;
    private final Principal user;
    private final Outbound outbound;
    private final Feeds feeds;
    private final Channel channel;
    private final Runnable checkToken;
    private final Map<ConversationId, Long> reported = new HashMap<>();
    private Map<ConversationId, Long> given = Map.of();
    private boolean peerReports;
    private @Nullable ScheduledFuture<?> next;
    private long beats;
    private volatile long heardAt;

    Heartbeat(Services services, Principal user, Outbound outbound, Feeds feeds, Channel channel, Runnable checkToken) {
        this.services = services;
        this.user = user;
        this.outbound = outbound;
        this.feeds = feeds;
        this.channel = channel;
        this.checkToken = checkToken;
        this.heardAt = services.clock().millis();
    }

    /** The peer sent anything. */
    void heard() {
        heardAt = services.clock().millis();
    }

    /** When the peer last sent anything, in milliseconds since 1970. */
    long heardAt() {
        return heardAt;
    }

    /** The peer says by itself what has arrived. */
    void peerReports() {
        peerReports = true;
    }

    void start() {
        Duration heartbeat = services.settings().heartbeat();
        next = channel.eventLoop().schedule(() -> beat(heartbeat), heartbeat.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Beats no more, and lets go of the connection. */
    void end() {
        if (next != null) {
            next.cancel(false);
        }
    }

    private void beat(Duration heartbeat) {
        // Who is not read because much waits is not heard either.
        boolean isSilent = services.clock().millis() - heardAt >= MISSED_BEATS * heartbeat.toMillis()
                && channel.config().isAutoRead();
        if (isSilent || outbound.isStuck()) {
            outbound.close(isSilent ? CloseCode.SILENT : CloseCode.TOO_SLOW);
            return;
        }
        beats++;
        given = peerReports ? Map.of() : feeds.given();
        outbound.ping(beats);
        if (beats % BEATS_PER_CHECK == 0) {
            checkToken.run();
        }
        start();
    }

    /** The peer answered a ping. */
    void ponged(long number) {
        if (number != beats || peerReports) {
            return;
        }
        given.forEach((conversation, seq) -> {
            if (seq > reported.getOrDefault(conversation, 0L)) {
                reported.put(conversation, seq);
                // Of no account where it fails: the user takes part no more, or the next answer says the same.
                var unused = services.advanceCursor().advance(user, conversation, seq, 0);
            }
        });
    }
}
