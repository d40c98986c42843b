package io.kefu.application.access.testing;

import io.kefu.application.access.port.RateLimits;
import io.kefu.application.testing.TestClock;
import java.time.Duration;

class InMemoryRateLimitsTest extends RateLimitsContract {
    @Override
    protected RateLimits create(TestClock clock, int attempts, Duration period) {
        InMemoryRateLimits limits = new InMemoryRateLimits(clock);
        for (RateLimits.Limit limit : RateLimits.Limit.values()) {
            limits.allow(limit, attempts, period);
        }
        return limits;
    }
}
