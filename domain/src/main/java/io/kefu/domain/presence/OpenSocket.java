package io.kefu.domain.presence;

import java.time.Instant;

/**
 * An open socket of a user.
 *
 * @param lastSeen when the client last sent anything, as of the node's last report
 * @param client the software of the client, as its {@code User-Agent} says; empty if it does not say
 */
public record OpenSocket(Instant connectedAt, Instant lastSeen, String client) {
    /** The longest text about a client that is kept. */
    public static final int MAX_CLIENT = 200;
}
