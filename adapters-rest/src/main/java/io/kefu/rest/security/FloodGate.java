package io.kefu.rest.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.user.UserId;
import io.kefu.rest.address.ClientAddress;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Limits how many requests this node accepts from one caller. Each node counts on its own, without a round trip. Limits over
 * all nodes, such as those of logins, are checked by use cases. The gate remembers at most {@value #MOST_CALLERS} addresses and
 * as many users. Thread-safe.
 */
@Singleton
final class FloodGate {
    private static final int MOST_CALLERS = 100_000;
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final FloodSettings settings;
    private final Cache<String, Bucket> addresses = buckets();
    private final Cache<UserId, Bucket> users = buckets();

    FloodGate(FloodSettings settings) {
        this.settings = settings;
    }

    /** Counts a request without a login; refuses it with {@code RATE_LIMITED} if the address has used up its limit. */
    void count(ClientAddress address) {
        if (settings.enabled()) {
            consume(addresses.get(address.value(), key -> bucket(settings.requestsPerMinuteOfAddress())));
        }
    }

    /** Counts a request of a user; refuses it with {@code RATE_LIMITED} if the user has used up the limit. */
    void count(UserId user) {
        if (settings.enabled()) {
            consume(users.get(user, key -> bucket(settings.requestsPerMinuteOfUser())));
        }
    }

    private static void consume(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw DomainException.rateLimited(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                .withNanosecondPrecision()
                .build();
    }

    /** A bucket that was not used for a period is full again, so it can be forgotten. */
    private static <K> Cache<K, Bucket> buckets() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(PERIOD)
                .build();
    }
}
