package io.kefu.application.connection.port;

import io.kefu.domain.connection.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** How many sockets the nodes hold. Blocks, a round trip per call. */
public interface ConnectionCounts {

    /** Notes what a node holds. It counts for a lease, so that a node that dies is not counted for long. */
    void report(String node, Counts counts, Instant now, Duration lease);

    /** What all nodes hold. Waits for half a second at most. */
    Counts total(Instant now);

    /**
     * Numbers of sockets.
     *
     * @param open how many are open
     * @param active how many of them were heard from within the lease
     * @param rooms how many are in each room; every room is there
     */
    record Counts(long open, long active, Map<Room, Long> rooms) {
        public Counts {
            rooms = Map.copyOf(rooms);
        }
    }
}
