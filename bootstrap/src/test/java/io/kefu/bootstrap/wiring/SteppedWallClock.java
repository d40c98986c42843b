package io.kefu.bootstrap.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** Replaces the clock of a node's machine by one that a test can change, if {@code kefu.test.wall-clock} is set. */
@Singleton
@Bean(typed = {Clock.class, SteppedWallClock.class})
@Replaces(bean = Clock.class, factory = TimeWiring.class)
@Requires(property = "kefu.test.wall-clock")
public final class SteppedWallClock extends Clock {
    private final AtomicReference<Clock> machine = new AtomicReference<>(Clock.systemUTC());

    /** Moves the time forwards or backwards. */
    public void step(Duration by) {
        machine.updateAndGet(clock -> Clock.offset(clock, by));
    }

    @Override
    public Instant instant() {
        return machine.get().instant();
    }

    @Override
    public ZoneId getZone() {
        return machine.get().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return machine.get().withZone(zone);
    }
}
