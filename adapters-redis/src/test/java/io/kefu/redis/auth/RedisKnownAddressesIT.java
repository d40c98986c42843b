package io.kefu.redis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.auth.port.KnownAddresses;
import io.kefu.application.auth.testing.KnownAddressesContract;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.user.UserId;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.testing.RedisExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisKnownAddressesIT extends KnownAddressesContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected KnownAddresses create(TestClock clock) {
        return new RedisKnownAddresses(REDIS.redis(), clock);
    }

    @Test
    void keepsALimitedNumberOfAddressesForALimitedTime() {
        TestClock clock = TestClock.atNoon();
        KnownAddresses addresses = create(clock);
        UserId kefu = new UserId("kefu001");
        for (int i = 0; i <= RedisKnownAddresses.MAX_ADDRESSES; i++) {
            addresses.remember(kefu, "192.0.2." + i);
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(addresses.isKnown(kefu, "192.0.2.0")).isFalse();
        assertThat(addresses.isKnown(kefu, "192.0.2.1")).isTrue();
        assertThat(addresses.isKnown(kefu, "192.0.2." + RedisKnownAddresses.MAX_ADDRESSES))
                .isTrue();
        assertThat(REDIS.commands().pttl(GlobalKeys.knownAddresses(kefu)))
                .isBetween(Duration.ofDays(29).toMillis(), Duration.ofDays(30).toMillis());
    }
}
