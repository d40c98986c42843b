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
 * Keeps a caller from flooding this node. Each node counts for itself, without a round trip; what must be counted over
 * all nodes, such as logins, the use cases count. At most {@value #MOST_CALLERS} callers of a kind are remembered.
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

    /** Counts a call of somebody who is not logged in, and refuses one too many. */
    void count(ClientAddress address) {
        if (settings.enabled()) {
            consume(addresses.get(address.value(), key -> bucket(settings.requestsPerMinuteOfAddress())));
        }
    }

    /** Counts a call of a user, and refuses one too many. */
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

    /** A bucket that nobody touched for a period is full again, so forgetting it gives nothing away. */
    private static <K> Cache<K, Bucket> buckets() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(PERIOD)
                .build();
    }
}
