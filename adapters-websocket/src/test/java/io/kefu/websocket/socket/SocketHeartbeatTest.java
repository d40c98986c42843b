package io.kefu.websocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.testing.TestTicker;
import io.kefu.websocket.frame.TestFrames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketHeartbeatTest {
    private static final Duration TWO_BEATS = Duration.ofSeconds(30);

    private static final ClientSocket.Listener NO_LISTENER = new ClientSocket.Listener() {
        @Override
        public void beforePing(long number) {}

        @Override
        public void ponged() {}

        @Override
        public void writabilityChanged() {}
    };

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE})
    void silenceCountsFromTheLastSignOfLife(long origin) {
        TestTicker ticker = new TestTicker(origin);
        SocketHeartbeat heartbeat = heartbeat(ticker);
        assertThat(heartbeat.isSilentFor(TWO_BEATS)).isFalse();
        ticker.advance(TWO_BEATS.minusNanos(1));
        assertThat(heartbeat.isSilentFor(TWO_BEATS)).isFalse();
        heartbeat.heard();
        ticker.advance(TWO_BEATS.minusNanos(1));
        assertThat(heartbeat.isSilentFor(TWO_BEATS)).isFalse();
        ticker.advance(Duration.ofNanos(1));
        assertThat(heartbeat.isSilentFor(TWO_BEATS)).isTrue();
        heartbeat.heard();
        assertThat(heartbeat.isSilentFor(TWO_BEATS)).isFalse();
    }

    private static SocketHeartbeat heartbeat(TestTicker ticker) {
        EmbeddedChannel channel = new EmbeddedChannel();
        SocketMeters meters = new SocketMeters(new SimpleMeterRegistry(), InstantSource.system());
        Outbound outbound = new Outbound(channel, TestFrames.JSON, 1_000, meters);
        return new SocketHeartbeat(channel, outbound, NO_LISTENER, TWO_BEATS.dividedBy(2), ticker);
    }
}
