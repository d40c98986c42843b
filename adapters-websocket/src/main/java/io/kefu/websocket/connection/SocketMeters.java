package io.kefu.websocket.connection;

import io.kefu.domain.message.Message;
import io.kefu.domain.user.Role;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Measures what goes on on this node's sockets. Nothing that people wrote, or are called, is part of a metric. */
@Singleton
final class SocketMeters {
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

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Counter pushed;
    private final Counter acknowledged;
    private final Timer delivery;
    private final Map<CloseCode, Counter> closed = new EnumMap<>(CloseCode.class);

    SocketMeters(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
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

    /** Lets the number of open sockets be asked for. */
    void watch(Connections connections, ToDoubleFunction<Role> count) {
        for (Role role : Role.values()) {
            Gauge.builder("kefu.sockets", connections, all -> count.applyAsDouble(role))
                    .description("Open sockets on this node")
                    .tag("role", role.word())
                    .register(meters);
        }
    }

    /** A message that has just been written by somebody goes to a socket. */
    void pushedLive(Message message) {
        pushed.increment();
        delivery.record(Duration.between(message.timestamp(), clock.instant()));
    }

    /** A message from the log goes to a socket. */
    void pushedFromLog() {
        pushed.increment();
    }

    /** A sender is told that a message is stored. */
    void acknowledged() {
        acknowledged.increment();
    }

    /** A socket is closed by the service. */
    void closed(CloseCode code) {
        Objects.requireNonNull(closed.get(code)).increment();
    }
}
