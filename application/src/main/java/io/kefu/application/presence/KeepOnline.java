package io.kefu.application.presence;

import io.kefu.application.UseCase;
import io.kefu.application.access.Principal;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.AssignWaiting;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/** Renews the leases of connected users whose clients have recently sent something to a node. */
@UseCase
public final class KeepOnline {
    private final Presence presence;
    private final AssignWaiting assignWaiting;
    private final InstantSource clock;
    private final Duration lease;

    public KeepOnline(Presence presence, AssignWaiting assignWaiting, InstantSource clock, PresenceTimes times) {
        this.presence = presence;
        this.assignWaiting = assignWaiting;
        this.clock = clock;
        this.lease = times.lease();
    }

    /**
     * Renews all leases. If the lease of a kefu had ended, waiting sessions are assigned afterwards. Blocks; two round trips.
     */
    public void keep(String node, Collection<Principal> connected) {
        if (connected.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        presence.connect(node, connected.stream().map(Principal::id).toList(), now, lease);
        List<UserId> kefu =
                connected.stream().filter(Principal::isStaff).map(Principal::id).toList();
        if (!kefu.isEmpty() && presence.renew(kefu, now, lease)) {
            assignWaiting.assign();
        }
    }
}
