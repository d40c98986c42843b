package io.kefu.redis;

import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the users who were noted in the current window of time, such as a minute, so that a busy user costs one note a
 * window and not one a call. All calls of one instance name the same window. Thread-safe.
 */
public final class OncePerWindow {
    private volatile Window current = new Window(Long.MIN_VALUE, Set.of());

    private record Window(long number, Set<UserId> noted) {}

    /** Whether the user was not noted yet in the window of this time. */
    public boolean isNew(UserId user, Instant at, Duration length) {
        long number = Math.floorDiv(at.toEpochMilli(), Math.max(1, length.toMillis()));
        Window window = current;
        if (window.number() != number) {
            // Two threads may both begin a window: a user is then noted twice, which does no harm.
            window = new Window(number, ConcurrentHashMap.newKeySet());
            current = window;
        }
        return window.noted().add(user);
    }
}
