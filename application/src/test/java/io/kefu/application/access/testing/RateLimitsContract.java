package io.kefu.application.access.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.RateLimits.Limit;
import io.kefu.application.testing.TestClock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link RateLimits}. */
public abstract class RateLimitsContract {
    private static final int ALLOWED = 5;
    private static final Duration PERIOD = Duration.ofMinutes(15);

    private final TestClock clock = TestClock.atNoon();
    private RateLimits limits = new InMemoryRateLimits(clock);

    /** Creates limits that all allow this number of attempts in a period. */
    protected abstract RateLimits create(TestClock clock, int attempts, Duration period);

    @BeforeEach
    void createLimits() {
        limits = create(clock, ALLOWED, PERIOD);
    }

    @Test
    void theLimitAllowsABurst() {
        assertThat(attempts(ALLOWED, "a")).isZero();
        assertThat(attempt("a")).hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofMillis(1), PERIOD));
    }

    @Test
    void anAttemptIsAllowedAfterTheReturnedWait() {
        attempts(ALLOWED, "a");
        Duration wait = attempt("a").orElseThrow();
        clock.advance(wait);
        assertThat(attempt("a")).isEmpty();
        assertThat(attempt("a")).isPresent();
    }

    @Test
    void attemptsAreRefusedUntilTheWaitIsOver() {
        attempts(ALLOWED, "a");
        Duration wait = attempt("a").orElseThrow();
        clock.advance(wait.minusMillis(1));
        assertThat(attempt("a")).isPresent();
    }

    @Test
    void aRefusedAttemptDoesNotExtendTheWait() {
        attempts(ALLOWED, "a");
        Duration wait = attempt("a").orElseThrow();
        attempts(100, "a");
        assertThat(attempt("a")).contains(wait);
    }

    @Test
    void allAttemptsAreAvailableAgainAfterThePeriod() {
        attempts(ALLOWED, "a");
        clock.advance(PERIOD);
        assertThat(attempts(ALLOWED, "a")).isZero();
        assertThat(attempt("a")).isPresent();
    }

    @Test
    void keysAreCountedSeparately() {
        attempts(ALLOWED + 1, "客服 2001:db8::1");
        assertThat(attempt("客服 2001:db8::2")).isEmpty();
    }

    @Test
    void limitsAreCountedSeparately() {
        attempts(ALLOWED + 1, "a");
        assertThat(limits.attempt(Limit.SIGN_UP_FROM_ADDRESS, "a")).isEmpty();
    }

    @Test
    void forgivenAttemptsAreNotCounted() {
        attempts(ALLOWED + 1, "a");
        limits.forgive(Limit.LOGIN_OF_ACCOUNT, "a");
        assertThat(attempts(ALLOWED, "a")).isZero();
        assertThat(attempt("a")).isPresent();
    }

    @Test
    void forgivingWithoutAttemptsChangesNothing() {
        limits.forgive(Limit.LOGIN_OF_ACCOUNT, "a");
        assertThat(attempt("a")).isEmpty();
    }

    private Optional<Duration> attempt(String key) {
        return limits.attempt(Limit.LOGIN_OF_ACCOUNT, key);
    }

    /** The number of these attempts that were refused. */
    private long attempts(int count, String key) {
        return IntStream.range(0, count).filter(i -> attempt(key).isPresent()).count();
    }
}
