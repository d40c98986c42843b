package io.kefu.bootstrap.sweep;

import io.kefu.redis.time.RedisClock;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the time of Redis once a second, and corrects the clock of this node with it. */
@Singleton
@Requires(beans = RedisClock.class)
final class ClockReadings {
    private static final Logger LOG = LoggerFactory.getLogger(ClockReadings.class);

    private final RedisClock clock;

    ClockReadings(RedisClock clock) {
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void read() {
        var unused = clock.read().exceptionally(failure -> {
            LOG.debug("Could not read the time of Redis; will retry within a second", failure);
            return null;
        });
    }
}
