package io.kefu.application.presence;

import io.kefu.application.presence.port.Presence;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;

/** Notes that a user has no socket on a node any more. */
public final class Disconnect {
    private final Presence presence;
    private final InstantSource clock;

    public Disconnect(Presence presence, InstantSource clock) {
        this.presence = presence;
        this.clock = clock;
    }

    /** Notes it. Blocks. */
    public void disconnect(String node, UserId user) {
        presence.disconnect(node, user, clock.instant());
    }
}
