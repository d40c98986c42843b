package io.kefu.websocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.testing.TestTicker;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastHeardTest {
    private static final Duration TWO_BEATS = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE})
    void silenceCountsFromTheLastSignOfLife(long origin) {
        TestTicker ticker = new TestTicker(origin);
        LastHeard lastHeard = new LastHeard(ticker);
        assertThat(lastHeard.isSilentFor(TWO_BEATS)).isFalse();
        ticker.advance(TWO_BEATS.minusNanos(1));
        assertThat(lastHeard.isSilentFor(TWO_BEATS)).isFalse();
        lastHeard.recordActivity();
        ticker.advance(TWO_BEATS.minusNanos(1));
        assertThat(lastHeard.isSilentFor(TWO_BEATS)).isFalse();
        ticker.advance(Duration.ofNanos(1));
        assertThat(lastHeard.isSilentFor(TWO_BEATS)).isTrue();
        lastHeard.recordActivity();
        assertThat(lastHeard.isSilentFor(TWO_BEATS)).isFalse();
    }
}
