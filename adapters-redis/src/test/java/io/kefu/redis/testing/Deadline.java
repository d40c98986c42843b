package io.kefu.redis.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Ends a wait for what does not happen. */
public final class Deadline {
    private final long end;
    private final String complaint;

    /**
     * Starts the clock.
     *
     * @param complaint what to say when the time is over
     */
    public Deadline(Duration patience, String complaint) {
        this.end = System.nanoTime() + patience.toNanos();
        this.complaint = complaint;
    }

    /** Returns once something is so. */
    static void await(Duration patience, String complaint, BooleanSupplier event) {
        Deadline deadline = new Deadline(patience, complaint);
        while (!event.getAsBoolean()) {
            deadline.check();
        }
    }

    /** To be called in each turn of a loop that waits. */
    public void check() {
        if (System.nanoTime() - end > 0) {
            throw new IllegalStateException(complaint);
        }
        Thread.onSpinWait();
    }
}
