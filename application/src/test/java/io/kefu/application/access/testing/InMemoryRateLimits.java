package io.kefu.application.access.testing;

import io.kefu.application.access.port.RateLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Limits in memory, as buckets that hold a number of attempts and fill up evenly. A limit without a rate refuses nothing, but
 * its attempts are counted.
 */
public final class InMemoryRateLimits implements RateLimits {
    private record Rate(int attempts, Duration period) {
        Duration perAttempt() {
            return period.dividedBy(attempts);
        }
    }

    private record Key(Limit limit, String key) {}

    private final Map<Limit, Rate> rates = new EnumMap<>(Limit.class);
    private final Map<Key, Instant> fullAt = new HashMap<>();
    private final Map<Key, Integer> counts = new HashMap<>();
    private final InstantSource clock;

    public InMemoryRateLimits(InstantSource clock) {
        this.clock = clock;
    }

    /** Sets the number of attempts that a limit allows in a period. */
    public InMemoryRateLimits allow(Limit limit, int attempts, Duration period) {
        rates.put(limit, new Rate(attempts, period));
        return this;
    }

    @Override
    public synchronized Optional<Duration> attempt(Limit limit, String key) {
        Key bucket = new Key(limit, key);
        counts.merge(bucket, 1, Integer::sum);
        return Optional.ofNullable(rates.get(limit)).flatMap(rate -> take(bucket, rate));
    }

    @Override
    public synchronized void forgive(Limit limit, String key) {
        Key bucket = new Key(limit, key);
        counts.remove(bucket);
        fullAt.remove(bucket);
    }

    /** The number of attempts that were not forgiven, including refused ones. */
    public synchronized int attempts(Limit limit, String key) {
        return counts.getOrDefault(new Key(limit, key), 0);
    }

    /** A bucket is represented by the time when it will be full again. Each attempt delays that time. */
    private Optional<Duration> take(Key bucket, Rate rate) {
        Instant now = clock.instant();
        Instant full = fullAt.getOrDefault(bucket, now);
        Instant next = (full.isBefore(now) ? now : full).plus(rate.perAttempt());
        Duration wait = Duration.between(now.plus(rate.period()), next);
        if (wait.isPositive()) {
            return Optional.of(wait);
        }
        fullAt.put(bucket, next);
        return Optional.empty();
    }
}
