package io.kefu.application.testing;

import io.kefu.application.time.port.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A ticker that stands still until a test advances it. */
public final class TestTicker implements Ticker {
    private final AtomicLong nanos;

    /** Begins at this reading, which may be negative, like a reading of {@link System#nanoTime}. */
    public TestTicker(long nanos) {
        this.nanos = new AtomicLong(nanos);
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    /** Advances the ticker. */
    public void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
