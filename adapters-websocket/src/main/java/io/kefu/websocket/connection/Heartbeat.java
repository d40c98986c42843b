package io.kefu.websocket.connection;

import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.websocket.socket.CloseCode;
import io.kefu.websocket.socket.LastHeard;
import io.kefu.websocket.socket.Outbound;
import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends pings to find out whether a peer is still alive. For a peer that never reports {@code delivered}, a pong does
 * so: entries that were sent before the answered ping count as delivered. All calls except {@link #heard} and {@link
 * #isSilentFor} are made on the socket's event loop.
 */
final class Heartbeat {
    private static final int MISSED_BEATS = 2;

    /** How often the login is looked up, which also lets it last while the socket is in use. */
    private static final int BEATS_PER_CHECK = 20;

    private final Services services;
    private final LastHeard lastHeard;
    private final Outbound outbound;
    private final Feeds feeds;
    private final Channel channel;
    private final Runnable checkToken;
    private final Map<ConversationId, Long> reported = new HashMap<>();
    private Map<ConversationId, Long> given = Map.of();
    private boolean peerReports;
    private @Nullable ScheduledFuture<?> next;
    private long beats;

    Heartbeat(Services services, Outbound outbound, Feeds feeds, Channel channel, Runnable checkToken) {
        this.services = services;
        this.outbound = outbound;
        this.feeds = feeds;
        this.channel = channel;
        this.checkToken = checkToken;
        this.lastHeard = new LastHeard(services.ticker());
    }

    /** The peer sent anything. */
    void heard() {
        lastHeard.recordActivity();
    }

    /** Whether the peer has sent nothing for this long, or longer. */
    boolean isSilentFor(Duration time) {
        return lastHeard.isSilentFor(time);
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
        // A socket that is not read, because too many frames wait, cannot be heard.
        boolean isSilent = isSilentFor(heartbeat.multipliedBy(MISSED_BEATS))
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
                var unused = feeds.report(conversation, Cursors.deliveredUpTo(seq));
            }
        });
    }
}
