package io.kefu.websocket.socket;

import io.kefu.application.time.port.Ticker;
import java.time.Duration;

/** Measures how long a peer has been silent. Thread-safe. */
public final class LastHeard {
    private final Ticker ticker;
    private volatile long at;

    /** The silence is measured from now on. */
    public LastHeard(Ticker ticker) {
        this.ticker = ticker;
        this.at = ticker.nanos();
    }

    /** Records that the peer has just sent something. */
    public void recordActivity() {
        at = ticker.nanos();
    }

    /** Whether the peer has sent nothing for this long, or longer. */
    public boolean isSilentFor(Duration time) {
        return ticker.nanos() - at >= time.toNanos();
    }
}
