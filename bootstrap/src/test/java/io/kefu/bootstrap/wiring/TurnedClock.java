package io.kefu.bootstrap.wiring;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The clock of a node whose test turns it; it stands where {@code kefu.test.clock} says. Sockets need the real one. */
@Singleton
@Primary
@Replaces(bean = InstantSource.class, factory = AccessWiring.class)
@Requires(property = "kefu.test.clock")
public final class TurnedClock implements InstantSource {
    private final AtomicReference<Instant> now;

    TurnedClock(@Value("${kefu.test.clock}") String start) {
        this.now = new AtomicReference<>(Instant.parse(start));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Lets time pass. */
    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }
}
