package io.kefu.websocket.socket;

import io.kefu.application.time.port.Ticker;
import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pings a client at a fixed rate, and closes the socket if the client is silent or has read nothing for two pings. All
 * methods except {@link #isSilentFor} are called on the socket's event loop.
 */
final class SocketHeartbeat {
    private static final int MISSED_PINGS = 2;

    private final Channel channel;
    private final Outbound outbound;
    private final ClientSocket.Listener listener;
    private final Duration interval;
    private final Ticker ticker;
    private volatile long heardAt;
    private @Nullable ScheduledFuture<?> next;
    private long pings;

    SocketHeartbeat(
            Channel channel, Outbound outbound, ClientSocket.Listener listener, Duration interval, Ticker ticker) {
        this.channel = channel;
        this.outbound = outbound;
        this.listener = listener;
        this.interval = interval;
        this.ticker = ticker;
        this.heardAt = ticker.nanos();
    }

    /** The client has sent something. */
    void heard() {
        heardAt = ticker.nanos();
    }

    /** Whether the client has sent nothing for this long, or longer. */
    boolean isSilentFor(Duration time) {
        return ticker.nanos() - heardAt >= time.toNanos();
    }

    /** How long the client has sent nothing. */
    Duration silence() {
        return Duration.ofNanos(ticker.nanos() - heardAt);
    }

    /** Schedules the next ping. */
    void start() {
        next = channel.eventLoop().schedule(this::beat, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Cancels the next ping. */
    void end() {
        if (next != null) {
            next.cancel(false);
        }
    }

    private void beat() {
        // If too many frames wait to be handled, the socket is not read, and the client cannot be heard.
        boolean isSilent = isSilentFor(interval.multipliedBy(MISSED_PINGS))
                && channel.config().isAutoRead();
        if (isSilent || outbound.isStuck()) {
            outbound.close(isSilent ? CloseCode.SILENT : CloseCode.TOO_SLOW);
            return;
        }
        pings++;
        listener.beforePing(pings);
        outbound.ping(pings);
        start();
    }

    /** The client has answered the ping of this number. */
    void ponged(long number) {
        if (number == pings) {
            listener.ponged();
        }
    }
}
