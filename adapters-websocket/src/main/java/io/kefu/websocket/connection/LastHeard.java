package io.kefu.websocket.connection;

import io.kefu.application.time.port.Ticker;
import java.time.Duration;

/** Measures, as elapsed time, how long a peer has been silent. Thread-safe. */
final class LastHeard {
    private final Ticker ticker;
    private volatile long at;

    /** The time of construction counts as a sign of life. */
    LastHeard(Ticker ticker) {
        this.ticker = ticker;
        this.at = ticker.nanos();
    }

    /** Notes that the peer has just sent something. */
    void now() {
        at = ticker.nanos();
    }

    /** Whether the peer has sent nothing for this long, or longer. */
    boolean isSilentFor(Duration time) {
        return ticker.nanos() - at >= time.toNanos();
    }
}
