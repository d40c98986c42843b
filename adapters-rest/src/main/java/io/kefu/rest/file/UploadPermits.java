package io.kefu.rest.file;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits the number of concurrent uploads of a node, because each upload may hold in memory the other fields of its form, and one
 * part on its way to a bucket. One user gets at most half of the permits. Thread-safe.
 */
final class UploadPermits {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final int limit;
    private final Map<UserId, Integer> heldByUser = new HashMap<>();
    private int held;

    UploadPermits(int limit) {
        this.limit = limit;
    }

    /** Acquires a permit; refuses with {@code SERVICE_UNAVAILABLE} or, if the user holds too many, with {@code RATE_LIMITED}. */
    synchronized Permit acquire(UserId user) {
        if (held >= limit) {
            throw DomainException.unavailable(RETRY_AFTER);
        }
        int own = heldByUser.getOrDefault(user, 0);
        if (own >= Math.max(1, limit / 2)) {
            throw DomainException.rateLimited(RETRY_AFTER);
        }
        heldByUser.put(user, own + 1);
        held++;
        return new Permit(user);
    }

    private synchronized void release(UserId user) {
        heldByUser.computeIfPresent(user, (any, own) -> own == 1 ? null : own - 1);
        held--;
    }

    /** The permit of one upload. It is released when the request is over and no thread reads the upload any more. */
    final class Permit {
        private final UserId user;
        private boolean isReading;
        private boolean isRequestOver;

        private Permit(UserId user) {
            this.user = user;
        }

        /** Begins to read the upload; returns false if the request is already over. */
        synchronized boolean beginReading() {
            isReading = !isRequestOver;
            return isReading;
        }

        /** Ends reading, which {@link #beginReading} has begun. */
        synchronized void endReading() {
            isReading = false;
            if (isRequestOver) {
                release(user);
            }
        }

        /** Records that the request is answered or that its connection is closed. Repeated calls have no effect. */
        synchronized void endRequest() {
            if (!isRequestOver) {
                isRequestOver = true;
                if (!isReading) {
                    release(user);
                }
            }
        }
    }
}
