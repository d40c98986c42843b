package io.kefu.application.connection.port;

import io.kefu.domain.connection.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The numbers of sockets that the nodes have. Each call blocks for one round trip. */
public interface ConnectionCounts {

    /**
     * Stores the counts of a node. They are valid for the lease only, so that the sockets of a dead node are soon not
     * counted any more.
     */
    void report(String node, Counts counts, Instant now, Duration lease);

    /** Returns the sums over all nodes. Waits for at most half a second. */
    Counts total(Instant now);

    /**
     * Numbers of sockets.
     *
     * @param open the open sockets
     * @param active the open sockets whose clients have sent anything within the lease
     * @param rooms the sockets in each room; contains every room
     */
    record Counts(long open, long active, Map<Room, Long> rooms) {
        public Counts {
            rooms = Map.copyOf(rooms);
        }
    }
}
