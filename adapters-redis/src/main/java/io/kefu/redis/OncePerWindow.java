package io.kefu.redis;

import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which users were marked in the current time window, such as a minute, so that a busy user is written once
 * per window and not once per call. All calls of one instance must pass the same window length. Thread-safe.
 */
public final class OncePerWindow {
    private volatile Window current = new Window(Long.MIN_VALUE, Set.of());

    private record Window(long number, Set<UserId> marked) {}

    /** Marks the user in the window that contains this time. Returns false if the user was marked in it before. */
    public boolean markIfNew(UserId user, Instant at, Duration length) {
        long number = Math.floorDiv(at.toEpochMilli(), Math.max(1, length.toMillis()));
        Window window = current;
        if (window.number() != number) {
            // Two threads may both begin a window. A user may then be marked twice, which does no harm.
            window = new Window(number, ConcurrentHashMap.newKeySet());
            current = window;
        }
        return window.marked().add(user);
    }
}
