package io.kefu.application.auth.testing;

import io.kefu.application.auth.port.KnownAddresses;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Addresses in memory. */
public final class InMemoryKnownAddresses implements KnownAddresses {
    private static final Duration LIFETIME = Duration.ofDays(30);

    private record Key(UserId user, String address) {}

    private final Map<Key, Instant> seen = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public InMemoryKnownAddresses(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void remember(UserId user, String address) {
        seen.put(new Key(user, address), clock.instant());
    }

    @Override
    public boolean isKnown(UserId user, String address) {
        return seen.getOrDefault(new Key(user, address), Instant.MIN)
                .isAfter(clock.instant().minus(LIFETIME));
    }
}
