package io.kefu.bootstrap.wiring;

import io.kefu.application.time.port.Ticker;
import io.kefu.domain.error.DomainException;
import io.kefu.redis.Redis;
import io.kefu.redis.time.RedisClock;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the sources of time. Dates come from the clock of Redis, durations from the elapsed time of this JVM. */
@Factory
final class TimeWiring {
    private static final Logger LOG = LoggerFactory.getLogger(TimeWiring.class);

    /** The machine's clock. Only {@link RedisClock} may read it. */
    @Singleton
    @Bean(typed = Clock.class)
    Clock wallClock() {
        return Clock.systemUTC();
    }

    @Singleton
    @Bean(typed = {InstantSource.class, RedisClock.class})
    RedisClock clock(Redis redis, Ticker ticker, Clock wallClock) {
        RedisClock clock = new RedisClock(redis, ticker, wallClock);
        try {
            redis.await(clock.read());
        } catch (DomainException e) {
            LOG.warn("Could not read the time of Redis; until it can be read, the clock uses the machine's date");
        }
        return clock;
    }
}
