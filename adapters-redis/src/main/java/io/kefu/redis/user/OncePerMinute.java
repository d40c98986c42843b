package io.kefu.redis.user;

import io.kefu.domain.user.UserId;
import io.kefu.redis.OncePerWindow;
import java.time.Duration;
import java.time.Instant;

/** Remembers who was seen in the current minute, so that a busy sender costs one note a minute and not one a message. */
final class OncePerMinute {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final OncePerWindow window = new OncePerWindow();

    /** Whether the user was not seen yet in the minute of this time. */
    boolean isNew(UserId user, Instant at) {
        return window.isNew(user, at, MINUTE);
    }
}
