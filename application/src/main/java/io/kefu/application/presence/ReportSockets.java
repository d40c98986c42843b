package io.kefu.application.presence;

import io.kefu.application.UseCase;
import io.kefu.application.presence.port.OpenSockets;
import io.kefu.domain.presence.OpenSocket;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Stores the sockets that users have on a node, for {@link ExplainPresence}. */
@UseCase
public final class ReportSockets {
    private final OpenSockets sockets;
    private final Duration lease;

    public ReportSockets(OpenSockets sockets, PresenceTimes times) {
        this.sockets = sockets;
        this.lease = times.lease();
    }

    /**
     * Replaces what is known about the sockets of these users on the node. Blocks.
     *
     * @param current an empty list for a user without sockets
     */
    public void report(String node, Map<UserId, List<OpenSocket>> current) {
        if (!current.isEmpty()) {
            sockets.report(node, current, lease);
        }
    }
}
