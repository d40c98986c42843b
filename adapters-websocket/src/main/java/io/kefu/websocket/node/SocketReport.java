package io.kefu.websocket.node;

import io.kefu.application.presence.ReportSockets;
import io.kefu.domain.presence.OpenSocket;
import io.kefu.domain.user.UserId;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the sockets of this node's users, which explain their presence: once a second those of users who opened or closed one,
 * and with each heartbeat all.
 */
@Singleton
final class SocketReport {
    private static final Logger LOG = LoggerFactory.getLogger(SocketReport.class);

    private final String node;
    private final Connections connections;
    private final ReportSockets reportSockets;
    private final InstantSource clock;

    SocketReport(ConnectionFactory factory, Connections connections, ReportSockets reportSockets, InstantSource clock) {
        this.node = factory.node();
        this.connections = connections;
        this.reportSockets = reportSockets;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void reportChanged() {
        report(connections.takeChanged());
    }

    @Scheduled(fixedDelay = "${kefu.websocket.heartbeat:15s}")
    void reportAll() {
        report(connections.users());
    }

    private void report(Set<UserId> users) {
        Instant now = clock.instant();
        Map<UserId, List<OpenSocket>> sockets = new HashMap<>();
        users.forEach(user -> sockets.put(
                user, connections.of(user).map(open -> open.report(now)).toList()));
        try {
            reportSockets.report(node, sockets);
        } catch (RuntimeException failure) {
            LOG.debug("Could not report the sockets; the next heartbeat reports all", failure);
        }
    }
}
