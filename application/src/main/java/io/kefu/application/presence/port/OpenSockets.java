package io.kefu.application.presence.port;

import io.kefu.domain.presence.OpenSocket;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The sockets of each user on each node, as the nodes report them. They explain presence and decide nothing. Every method blocks.
 * A store that does not answer in time throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public interface OpenSockets {
    /**
     * Replaces what is known about the sockets of these users on a node. One round trip.
     *
     * @param sockets an empty list for a user without sockets
     * @param lease what is known about the node is forgotten after this time without a report
     */
    void report(String node, Map<UserId, List<OpenSocket>> sockets, Duration lease);

    /**
     * The sockets of a user by node; nodes without a socket of the user are left out. A node that runs for less than a few seconds
     * may be missing. Two round trips.
     */
    Map<String, List<OpenSocket>> of(UserId user);
}
