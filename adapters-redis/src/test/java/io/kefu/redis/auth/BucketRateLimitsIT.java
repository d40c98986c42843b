package io.kefu.redis.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.RateLimits.Limit;
import io.kefu.application.access.testing.RateLimitsContract;
import io.kefu.application.testing.TestClock;
import io.kefu.redis.auth.BucketRateLimits.Rate;
import io.kefu.redis.testing.RedisExtension;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BucketRateLimitsIT extends RateLimitsContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final LimitSettings SETTINGS = new LimitSettings(true, 5, 30, 60, 30, 60);

    @Override
    protected RateLimits create(TestClock clock, int attempts, Duration period) {
        Rate rate = new Rate(attempts, period);
        return new BucketRateLimits(REDIS.redis(), true, limit -> rate, clock);
    }

    @Test
    void aBucketExpiresWhenItHasRecovered() {
        RateLimits limits = create(TestClock.atNoon(), 5, Duration.ofMinutes(15));
        limits.attempt(Limit.LOGIN_OF_ACCOUNT, "kefu001");
        String key = "{limits}:login_of_account:kefu001";
        assertThat(REDIS.commands().keys("*")).containsExactly(key);
        assertThat(REDIS.commands().pttl(key))
                .isBetween(1L, Duration.ofMinutes(3).plusSeconds(1).toMillis());
        limits.forgive(Limit.LOGIN_OF_ACCOUNT, "kefu001");
        assertThat(REDIS.commands().keys("*")).isEmpty();
    }

    @Test
    void concurrentNodesAllowNoMoreAttemptsThanOneNode() {
        TestClock clock = TestClock.atNoon();
        AtomicInteger allowed = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                RateLimits node = create(clock, 5, Duration.ofMinutes(15));
                threads.execute(() -> {
                    if (node.attempt(Limit.LOGIN_OF_ACCOUNT, "kefu001").isEmpty()) {
                        allowed.incrementAndGet();
                    }
                });
            }
        }
        assertThat(allowed).hasValue(5);
    }

    @Test
    void countsNothingIfDisabled() {
        Rate one = new Rate(1, Duration.ofDays(1));
        RateLimits limits = new BucketRateLimits(REDIS.redis(), false, limit -> one, TestClock.atNoon());
        for (Limit limit : Limit.values()) {
            assertThat(limits.attempt(limit, "a")).isEmpty();
            assertThat(limits.attempt(limit, "a")).isEmpty();
            limits.forgive(limit, "a");
        }
        assertThat(REDIS.commands().keys("*")).isEmpty();
    }

    @Test
    void eachLimitHasItsOwnRate() {
        RateLimits limits = new BucketRateLimits(REDIS.redis(), SETTINGS, TestClock.atNoon());
        assertThat(allowed(limits, Limit.LOGIN_OF_ACCOUNT_FROM_ADDRESS)).isEqualTo(5);
        assertThat(allowed(limits, Limit.LOGIN_OF_ACCOUNT)).isEqualTo(30);
        assertThat(allowed(limits, Limit.LOGIN_FROM_ADDRESS)).isEqualTo(60);
        assertThat(allowed(limits, Limit.SIGN_UP_FROM_ADDRESS)).isEqualTo(30);
        assertThat(allowed(limits, Limit.UPLOAD_OF_USER)).isEqualTo(60);
    }

    @Test
    void takesTwoRoundTripsPerAttemptAndThreeForTheFirst() {
        RateLimits limits = new BucketRateLimits(REDIS.redis(), SETTINGS, TestClock.atNoon());
        assertThat(REDIS.commandsDuring(() -> limits.attempt(Limit.LOGIN_OF_ACCOUNT, "a")))
                .hasSize(3);
        assertThat(REDIS.commandsDuring(() -> limits.attempt(Limit.LOGIN_OF_ACCOUNT, "a")))
                .hasSize(2);
    }

    @Test
    void aRateIsPositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(0, Duration.ofMinutes(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(1, Duration.ZERO));
    }

    private static int allowed(RateLimits limits, Limit limit) {
        int allowed = 0;
        while (limits.attempt(limit, "a").isEmpty()) {
            allowed++;
        }
        return allowed;
    }
}
