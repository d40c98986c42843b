package io.kefu.websocket.node;

import io.kefu.application.session.port.Desk;
import io.kefu.application.session.query.ReadQueue;
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
final class QueueNotifier {
    private static final Logger LOG = LoggerFactory.getLogger(QueueNotifier.class);

    /** Customers are notified once in this many turns. */
    private static final int TURNS_PER_CUSTOMERS = 5;

    private final Connections connections;
    private final ReadQueue readQueue;
    private long turns;

    QueueNotifier(Connections connections, ReadQueue readQueue) {
        this.connections = connections;
        this.readQueue = readQueue;
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void notifyWaiting() {
        boolean isForCustomers = turns++ % TURNS_PER_CUSTOMERS == 0;
        List<Connection> concerned = connections
                .all()
                .filter(connection -> connection.user().isStaff()
                        || (isForCustomers && connection.delivery().waitingSession() != null))
                .toList();
        List<SessionId> waiting = concerned.stream()
                .map(connection -> connection.delivery().waitingSession())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (concerned.isEmpty()) {
            return;
        }
        try {
            Desk.Queue queue = readQueue.read(waiting);
            concerned.forEach(connection -> connection.delivery().queueChanged(queue));
        } catch (RuntimeException failure) {
            LOG.debug("Could not read the queue; will retry in a second", failure);
        }
    }
}
