package io.kefu.websocket.node;

import io.kefu.application.connection.ReportConnections;
import io.kefu.application.connection.port.ConnectionCounts.Counts;
import io.kefu.application.health.CheckHealth;
import io.kefu.application.time.port.Ticker;
import io.kefu.websocket.frame.FrameJson;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.Notification;
import io.kefu.websocket.settings.WebSocketSettings;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the state of this node once a second: stores how many sockets it has, and notifies its clients when the store
 * stops accepting writes and when it accepts them again. The sockets stay open meanwhile.
 */
@Singleton
final class NodeReport {
    private static final Logger LOG = LoggerFactory.getLogger(NodeReport.class);

    private final String node;
    private final Connections connections;
    private final Rooms rooms;
    private final ReportConnections reportConnections;
    private final CheckHealth checkHealth;
    private final FrameJson json;
    private final InstantSource clock;
    private final Ticker ticker;
    private final Duration lease;
    private boolean acceptsWrites = true;
    private @Nullable Counts reported;
    private long reportedAt;

    NodeReport(
            ConnectionFactory factory,
            Connections connections,
            Rooms rooms,
            ReportConnections reportConnections,
            CheckHealth checkHealth,
            FrameJson json,
            WebSocketSettings settings,
            InstantSource clock,
            Ticker ticker) {
        this.node = factory.node();
        this.connections = connections;
        this.rooms = rooms;
        this.reportConnections = reportConnections;
        this.checkHealth = checkHealth;
        this.json = json;
        this.clock = clock;
        this.ticker = ticker;
        this.lease = settings.heartbeat().multipliedBy(3);
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void report() {
        boolean acceptedWrites = acceptsWrites;
        acceptsWrites = checkHealth.check().acceptsWrites();
        if (acceptsWrites != acceptedWrites) {
            push(
                    acceptsWrites
                            ? new Notification.ServiceResumed(clock.instant())
                            : new Notification.ServiceInterrupted(clock.instant()));
        }
        if (acceptsWrites) {
            try {
                count();
            } catch (RuntimeException failure) {
                LOG.debug("Could not store the number of sockets; will retry in a second", failure);
            }
        }
    }

    private void count() {
        long now = ticker.nanos();
        Counts current = new Counts(
                connections.size(),
                connections
                        .all()
                        .filter(connection -> !connection.socket().isSilentFor(lease))
                        .count(),
                rooms.sizes());
        boolean isDue = now - reportedAt > lease.dividedBy(3).toNanos();
        if (isDue || !current.equals(reported)) {
            reportConnections.report(node, current, lease);
            reported = current;
            reportedAt = now;
        }
    }

    private void push(Notification notification) {
        byte[] push = json.write(Frames.notification(notification));
        connections.all().forEach(connection -> connection.push(push));
    }
}
