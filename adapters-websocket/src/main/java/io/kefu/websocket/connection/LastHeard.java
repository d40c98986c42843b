package io.kefu.websocket.connection;

import io.kefu.application.time.port.Ticker;
import java.time.Duration;

/** How long a peer has been silent, as elapsed time. Any thread may ask. */
final class LastHeard {
    private final Ticker ticker;
    private volatile long at;

    /** Counts the moment of its making as a sign of life. */
    LastHeard(Ticker ticker) {
        this.ticker = ticker;
        this.at = ticker.nanos();
    }

    /** The peer sent anything. */
    void now() {
        at = ticker.nanos();
    }

    /** Whether the peer has sent nothing for this long, or longer. */
    boolean isSilentFor(Duration time) {
        return ticker.nanos() - at >= time.toNanos();
    }
}
