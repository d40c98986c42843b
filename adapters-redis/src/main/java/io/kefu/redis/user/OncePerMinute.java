package io.kefu.redis.user;

import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers who was seen in the current minute, so that a busy sender costs one note a minute and not one a message. */
final class OncePerMinute {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private volatile Minute current = new Minute(Long.MIN_VALUE, Set.of());

    private record Minute(long number, Set<UserId> seen) {}

    /** Whether somebody was not seen yet in the minute of this time. */
    boolean isNew(UserId user, Instant at) {
        long number = Math.floorDiv(at.toEpochMilli(), MINUTE);
        Minute minute = current;
        if (minute.number() != number) {
            // Two threads may both begin a minute: somebody is then noted twice, which does no harm.
            minute = new Minute(number, ConcurrentHashMap.newKeySet());
            current = minute;
        }
        return minute.seen().add(user);
    }
}
