package io.kefu.websocket.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The metrics of this node's sockets. No metric contains a name, an id or the content of a message. Thread-safe. */
@Singleton
public final class SocketMeters {
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final InstantSource clock;
    private final Counter pushed;
    private final Counter acknowledged;
    private final Timer delivery;
    private final Map<CloseCode, Counter> closed = new EnumMap<>(CloseCode.class);

    public SocketMeters(MeterRegistry meters, InstantSource clock) {
        this.clock = clock;
        this.pushed = Counter.builder("kefu.messages.pushed")
                .description("Messages that were written to sockets, those of a catch-up included")
                .register(meters);
        this.acknowledged = Counter.builder("kefu.messages.acknowledged")
                .description("Messages of sockets that were answered with an ack")
                .register(meters);
        this.delivery = Timer.builder("kefu.delivery")
                .description("From the time that a message bears until it is written to a socket, live ones only")
                .serviceLevelObjectives(BOUNDS)
                .register(meters);
        for (CloseCode code : CloseCode.values()) {
            closed.put(
                    code,
                    Counter.builder("kefu.sockets.closed")
                            .description("Sockets that the service closed; 4008 for slow readers")
                            .tag("code", Integer.toString(code.code()))
                            .register(meters));
        }
    }

    /**
     * Counts a message that is pushed because it was just stored, and measures how long that took.
     *
     * @param timestamp the timestamp of the message
     */
    public void pushedLive(Instant timestamp) {
        pushed.increment();
        delivery.record(Duration.between(timestamp, clock.instant()));
    }

    /** Counts a message that was read from the log and is pushed. */
    public void pushedFromLog() {
        pushed.increment();
    }

    /** Counts the ack of a message. */
    public void acknowledged() {
        acknowledged.increment();
    }

    /** Counts a socket that the service closes with this code. */
    public void closed(CloseCode code) {
        Objects.requireNonNull(closed.get(code)).increment();
    }
}
