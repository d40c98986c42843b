package io.kefu.redis.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.testing.TestClock;
import io.kefu.application.testing.TestTicker;
import io.kefu.redis.testing.RedisExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisClockIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0",
        "PT150S, 0",
        "PT-150S, 0",
        "PT150S, -9000000000000000000",
        "PT-87600H, 9000000000000000000",
        "PT87600H, -1"
    })
    void followsRedisIndependentOfTheSystemClock(Duration ahead, long origin) {
        TestClock wall = new TestClock(Instant.now().plus(ahead));
        RedisClock clock = new RedisClock(REDIS.redis(), new TestTicker(origin), wall);
        assertThat(clock.instant()).isEqualTo(wall.instant().truncatedTo(ChronoUnit.MILLIS));
        long before = serverMillis();
        read(clock);
        assertThat(clock.millis()).isBetween(before, serverMillis());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT150S", "PT-150S", "PT87600H", "PT-87600H"})
    void ignoresAStepOfTheSystemClock(Duration step) {
        TestClock wall = new TestClock(Instant.now());
        TestTicker ticker = new TestTicker(5);
        RedisClock clock = new RedisClock(REDIS.redis(), ticker, wall);
        read(clock);
        long before = clock.millis();
        wall.advance(step);
        assertThat(clock.millis()).isEqualTo(before);
        ticker.advance(Duration.ofMillis(1_500));
        assertThat(clock.millis()).isEqualTo(before + 1_500);
        long server = serverMillis();
        read(clock);
        assertThat(clock.millis()).isBetween(server, serverMillis());
    }

    @Test
    void aSlowAnswerDoesNotChangeTheClock() {
        Queue<Long> readings = new ArrayDeque<>(List.of(0L, 0L, 0L));
        TestClock wall = new TestClock(Instant.ofEpochMilli(serverMillis()));
        RedisClock clock = new RedisClock(
                REDIS.redis(), () -> readings.isEmpty() ? Duration.ofMinutes(1).toNanos() : readings.remove(), wall);
        long shown = clock.millis();
        // The command is sent at 0, and the answer arrives a minute later.
        read(clock);
        assertThat(clock.millis()).isEqualTo(shown + 60_000);
    }

    private static void read(RedisClock clock) {
        REDIS.redis().await(clock.read());
    }

    private static long serverMillis() {
        List<String> time = REDIS.commands().time();
        return Long.parseLong(time.get(0)) * 1_000 + Long.parseLong(time.get(1)) / 1_000;
    }
}
