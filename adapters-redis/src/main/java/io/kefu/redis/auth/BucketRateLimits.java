package io.kefu.redis.auth;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.kefu.application.access.port.RateLimits;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Rate limits as token buckets of Bucket4j. A full bucket allows as many attempts at once as the limit says; then the bucket
 * refills evenly over the period. An attempt takes two round trips, or three if there is no bucket yet. A refused attempt and
 * {@link #forgive} take one. A bucket expires when it is full again.
 */
@Singleton
public final class BucketRateLimits implements RateLimits {
    private static final Duration KEPT_AFTER_RECOVERY = Duration.ofSeconds(1);

    private final Redis redis;
    private final boolean isEnabled;
    private final Map<Limit, BucketConfiguration> configurations = new EnumMap<>(Limit.class);
    private final AsyncProxyManager<Object> buckets;

    @Inject
    public BucketRateLimits(Redis redis, LimitSettings settings, InstantSource clock) {
        this(redis, settings.enabled(), settings::rate, clock);
    }

    BucketRateLimits(Redis redis, boolean isEnabled, Function<Limit, Rate> rates, InstantSource clock) {
        this.redis = redis;
        this.isEnabled = isEnabled;
        for (Limit limit : Limit.values()) {
            configurations.put(limit, rates.apply(limit).configuration());
        }
        this.buckets = new LettuceBasedProxyManagerBuilder<>(new BucketCommands(redis.commands()))
                .clientClock(new Meter(clock))
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_AFTER_RECOVERY))
                .build()
                .asAsync();
    }

    @Override
    public Optional<Duration> attempt(Limit limit, String key) {
        if (!isEnabled) {
            return Optional.empty();
        }
        AsyncBucketProxy bucket = buckets.getProxy(
                redisKey(limit, key),
                () -> CompletableFuture.completedFuture(Objects.requireNonNull(configurations.get(limit))));
        ConsumptionProbe probe = redis.await(bucket.tryConsumeAndReturnRemaining(1));
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    @Override
    public void forgive(Limit limit, String key) {
        if (isEnabled) {
            redis.await(buckets.removeProxy(redisKey(limit, key)).thenApply(nothing -> true));
        }
    }

    private static String redisKey(Limit limit, String key) {
        return GlobalKeys.attempts(limit.name().toLowerCase(Locale.ROOT), key);
    }

    /**
     * A number of attempts in a period.
     *
     * @param attempts at least 1
     * @param period positive
     */
    record Rate(int attempts, Duration period) {
        Rate {
            if (attempts < 1 || !period.isPositive()) {
                throw new IllegalArgumentException("A rate is at least one attempt in a positive period");
            }
        }

        BucketConfiguration configuration() {
            return BucketConfiguration.builder()
                    .addLimit(limit -> limit.capacity(attempts).refillGreedy(attempts, period))
                    .build();
        }
    }

    private record Meter(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
