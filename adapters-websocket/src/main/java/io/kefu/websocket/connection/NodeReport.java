package io.kefu.websocket.connection;

import io.kefu.application.connection.port.ConnectionCounts;
import io.kefu.application.connection.port.ConnectionCounts.Counts;
import io.kefu.application.health.CheckHealth;
import io.kefu.application.time.port.Ticker;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.ServerFrame;
import io.kefu.websocket.settings.WebSocketSettings;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the state of this node once a second: tells the other nodes how many sockets it holds, and its own clients
 * when the store stops accepting writes and when it accepts them again. The sockets stay open meanwhile.
 */
@Singleton
final class NodeReport {
    private static final Logger LOG = LoggerFactory.getLogger(NodeReport.class);

    private final Connections connections;
    private final Rooms rooms;
    private final ConnectionCounts counts;
    private final CheckHealth checkHealth;
    private final Frames frames;
    private final InstantSource clock;
    private final Ticker ticker;
    private final Duration lease;
    private boolean answers = true;
    private @Nullable Counts reported;
    private long reportedAt;

    NodeReport(
            Connections connections,
            Rooms rooms,
            ConnectionCounts counts,
            CheckHealth checkHealth,
            Frames frames,
            WebSocketSettings settings,
            InstantSource clock,
            Ticker ticker) {
        this.connections = connections;
        this.rooms = rooms;
        this.counts = counts;
        this.checkHealth = checkHealth;
        this.frames = frames;
        this.clock = clock;
        this.ticker = ticker;
        this.lease = settings.heartbeat().multipliedBy(3);
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void report() {
        boolean answered = answers;
        answers = checkHealth.check().store();
        if (answers != answered) {
            tell(answers ? "service_resumed" : "service_interrupted");
        }
        if (answers) {
            try {
                count();
            } catch (RuntimeException failure) {
                LOG.debug("The sockets could not be counted; the next time", failure);
            }
        }
    }

    private void count() {
        long now = ticker.nanos();
        Counts current = new Counts(
                connections.size(),
                connections
                        .all()
                        .filter(connection -> !connection.heartbeat().isSilentFor(lease))
                        .count(),
                rooms.sizes());
        boolean isDue = now - reportedAt > lease.dividedBy(3).toNanos();
        if (isDue || !current.equals(reported)) {
            counts.report(connections.node(), current, clock.instant(), lease);
            reported = current;
            reportedAt = now;
        }
    }

    private void tell(String event) {
        byte[] push = frames.write(
                ServerFrame.push("notification", ServerFrame.Notification.service(event, clock.instant())));
        connections.all().forEach(connection -> connection.tell(push));
    }
}
