package io.kefu.redis;

import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which users were noted in the current time window, such as a minute, so that a busy user is written once
 * per window and not once per call. All calls of one instance must pass the same window length. Thread-safe.
 */
public final class OncePerWindow {
    private volatile Window current = new Window(Long.MIN_VALUE, Set.of());

    private record Window(long number, Set<UserId> noted) {}

    /** Notes the user, and returns whether the user was not noted before in the window that contains this time. */
    public boolean isNew(UserId user, Instant at, Duration length) {
        long number = Math.floorDiv(at.toEpochMilli(), Math.max(1, length.toMillis()));
        Window window = current;
        if (window.number() != number) {
            // Two threads may both begin a window. A user may then be noted twice, which does no harm.
            window = new Window(number, ConcurrentHashMap.newKeySet());
            current = window;
        }
        return window.noted().add(user);
    }
}
