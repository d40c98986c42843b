package io.kefu.application.testing;

import io.kefu.application.time.port.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Elapsed time that stands still until a test lets time pass. */
public final class TestTicker implements Ticker {
    private final AtomicLong nanos;

    /** Begins at a reading, which may be negative, as the machine's may. */
    public TestTicker(long nanos) {
        this.nanos = new AtomicLong(nanos);
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    /** Lets time pass. */
    public void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
