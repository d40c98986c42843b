package io.kefu.bootstrap.wiring;

import io.kefu.redis.time.RedisClock;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Replaces the clock of Redis in a node. It shows the time {@code kefu.test.clock} until a test advances it. Measurements of
 * elapsed time are not affected.
 */
@Singleton
@Primary
@Replaces(bean = RedisClock.class, factory = TimeWiring.class)
@Requires(property = "kefu.test.clock")
public final class SettableClock implements InstantSource {
    private final AtomicReference<Instant> now;

    SettableClock(@Value("${kefu.test.clock}") String start) {
        this.now = new AtomicReference<>(Instant.parse(start));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Advances the time. */
    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }
}
