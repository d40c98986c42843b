package io.kefu.badfixtures.timeandrandomnesscomethroughports.application.message;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.random.RandomGenerator;

record GoodClock(Clock clock, RandomGenerator random) {

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    Instant chance() {
        return Instant.now(clock).plusMillis(random.nextInt());
    }
}
