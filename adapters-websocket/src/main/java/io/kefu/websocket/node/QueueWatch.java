package io.kefu.websocket.node;

import io.kefu.application.session.WatchQueue;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.session.SessionId;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies the kefu of this node once a second of the length of the queue, and the waiting customers every five seconds of
 * their queue positions, each only if it has changed. Reads the queue in one round trip for all sockets, and not at all if
 * there is no kefu and no waiting customer.
 */
@Singleton
final class QueueWatch {
    private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);

    /** Customers are notified once in this many turns. */
    private static final int TURNS_PER_CUSTOMERS = 5;

    private final Connections connections;
    private final WatchQueue watchQueue;
    private long turns;

    QueueWatch(Connections connections, WatchQueue watchQueue) {
        this.connections = connections;
        this.watchQueue = watchQueue;
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void watch() {
        boolean isForCustomers = turns++ % TURNS_PER_CUSTOMERS == 0;
        List<SessionId> waiting = isForCustomers
                ? connections
                        .all()
                        .map(Connection::waitingSession)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()
                : List.of();
        List<Connection> concerned = connections
                .all()
                .filter(connection ->
                        connection.user().isStaff() || (isForCustomers && connection.waitingSession() != null))
                .toList();
        if (concerned.isEmpty()) {
            return;
        }
        try {
            Desk.Queue queue = watchQueue.watch(waiting);
            concerned.forEach(connection -> connection.queueChanged(queue));
        } catch (RuntimeException failure) {
            LOG.debug("Could not read the queue; will retry in a second", failure);
        }
    }
}
