package io.kefu.websocket.connection;

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
 * Tells this node's kefu once a second how long the queue is, and its waiting customers every five seconds where they stand
 * in it, each only what is news to them. One round trip to Redis each time, whatever the number of sockets; none where
 * nobody is to be told.
 */
@Singleton
final class QueueWatch {
    private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);

    /** In how many turns customers are told once. */
    private static final int TURNS_OF_CUSTOMERS = 5;

    private final Connections connections;
    private final WatchQueue watchQueue;
    private long turns;

    QueueWatch(Connections connections, WatchQueue watchQueue) {
        this.connections = connections;
        this.watchQueue = watchQueue;
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void look() {
        boolean isForCustomers = turns++ % TURNS_OF_CUSTOMERS == 0;
        List<SessionId> waiting = isForCustomers
                ? connections
                        .all()
                        .map(connection -> connection.notices().waiting())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()
                : List.of();
        List<Connection> concerned = connections
                .all()
                .filter(connection -> connection.user().isStaff()
                        || (isForCustomers && connection.notices().waiting() != null))
                .toList();
        if (concerned.isEmpty()) {
            return;
        }
        try {
            Desk.Queue queue = watchQueue.watch(waiting);
            concerned.forEach(connection -> connection.tellQueue(queue));
        } catch (RuntimeException failure) {
            LOG.debug("The queue could not be looked at; the next time", failure);
        }
    }
}
