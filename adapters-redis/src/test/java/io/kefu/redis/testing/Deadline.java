package io.kefu.redis.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Limits the time of a loop that waits for a condition. */
public final class Deadline {
    private static final long BETWEEN_CHECKS_NANOS = 2_000_000;

    private final long end;
    private final String complaint;

    /**
     * Starts the time.
     *
     * @param complaint the message of the failure when the time is over
     */
    public Deadline(Duration patience, String complaint) {
        this.end = System.nanoTime() + patience.toNanos();
        this.complaint = complaint;
    }

    /** Returns once the condition holds. */
    public static void await(Duration patience, String complaint, BooleanSupplier event) {
        Deadline deadline = new Deadline(patience, complaint);
        while (!event.getAsBoolean()) {
            deadline.check();
        }
    }

    /** Fails when the time is over. To be called in each turn of a loop, which it slows down to leave the processor to others. */
    public void check() {
        if (System.nanoTime() - end > 0) {
            throw new IllegalStateException(complaint);
        }
        LockSupport.parkNanos(BETWEEN_CHECKS_NANOS);
    }
}
