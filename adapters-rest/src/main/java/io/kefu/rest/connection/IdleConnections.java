package io.kefu.rest.connection;

import io.kefu.rest.address.ClientAddress;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this node that carry no request and no socket, in the order in which they became idle. Their
 * number is bounded, for each client address and in all. A connection beyond a bound ends the one that has been idle
 * for the longest time, so that a flood of idle connections does not keep new clients out. Thread-safe.
 */
@Singleton
final class IdleConnections {
    private final IdleLimits limits;
    private final LinkedHashSet<IdleConnection> all = new LinkedHashSet<>();
    private final Map<ClientAddress, LinkedHashSet<IdleConnection>> ofAddress = new HashMap<>();

    IdleConnections(IdleLimits limits) {
        this.limits = limits;
    }

    /** A connection that may be ended while it is idle. Compared by identity. */
    interface IdleConnection {
        /**
         * The address that the connection counts for; null for a connection of a trusted proxy, which counts for none.
         */
        @Nullable
        ClientAddress address();

        /** Ends the connection, unless it carries a request by now. May be called on any thread. */
        void endIfIdle();
    }

    /** Adds a connection that became idle, and ends another one if there are too many now. */
    void add(IdleConnection connection) {
        if (!limits.enabled()) {
            return;
        }
        Optional<IdleConnection> oneTooMany;
        synchronized (this) {
            all.add(connection);
            oneTooMany = oneTooManyOf(connection).or(this::oneTooMany);
            oneTooMany.ifPresent(this::remove);
        }
        oneTooMany.ifPresent(IdleConnection::endIfIdle);
    }

    private Optional<IdleConnection> oneTooManyOf(IdleConnection added) {
        ClientAddress address = added.address();
        if (address == null) {
            return Optional.empty();
        }
        LinkedHashSet<IdleConnection> fellows = ofAddress.computeIfAbsent(address, any -> new LinkedHashSet<>());
        fellows.add(added);
        return fellows.size() > limits.idleConnectionsOfAddress() ? Optional.of(fellows.getFirst()) : Optional.empty();
    }

    private Optional<IdleConnection> oneTooMany() {
        return all.size() > limits.idleConnections() ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /** Removes a connection that is no longer idle. */
    synchronized void remove(IdleConnection connection) {
        all.remove(connection);
        ClientAddress address = connection.address();
        if (address != null) {
            ofAddress.computeIfPresent(address, (any, fellows) -> {
                fellows.remove(connection);
                return fellows.isEmpty() ? null : fellows;
            });
        }
    }
}
