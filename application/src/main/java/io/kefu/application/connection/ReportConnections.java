package io.kefu.application.connection;

import io.kefu.application.UseCase;
import io.kefu.application.connection.port.ConnectionCounts;
import io.kefu.application.connection.port.ConnectionCounts.Counts;
import java.time.Duration;
import java.time.InstantSource;

/** Stores how many sockets a node has, for {@link ReadConnections}. */
@UseCase
public final class ReportConnections {
    private final ConnectionCounts counts;
    private final InstantSource clock;

    public ReportConnections(ConnectionCounts counts, InstantSource clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Stores the counts. Blocks.
     *
     * @param lease the counts are valid for this long, unless the node reports again
     */
    public void report(String node, Counts current, Duration lease) {
        counts.report(node, current, clock.instant(), lease);
    }
}
