package io.kefu.application.connection;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.connection.port.ConnectionCounts;
import io.kefu.application.connection.port.ConnectionCounts.Counts;
import java.time.InstantSource;

/** Counts the sockets of all nodes. */
@UseCase
public final class ReadConnections {
    private final ConnectionCounts counts;
    private final InstantSource clock;

    public ReadConnections(ConnectionCounts counts, InstantSource clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /** Returns the counts. Blocks. */
    public Counts read(Principal caller) {
        Operation.READ_CONNECTIONS.requireAllowed(caller);
        return counts.total(clock.instant());
    }
}
