package io.kefu.application.presence;

import io.kefu.application.UseCase;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;

/** Ends a user's presence on a node after the user's last socket there was closed. */
@UseCase
public final class Disconnect {
    private final Presence presence;
    private final UserStore users;
    private final InstantSource clock;

    public Disconnect(Presence presence, UserStore users, InstantSource clock) {
        this.presence = presence;
        this.users = users;
        this.clock = clock;
    }

    /** Ends the presence, and records that the user was active until now. Blocks. */
    public void disconnect(String node, UserId user) {
        Instant now = clock.instant();
        presence.disconnect(node, user, now);
        users.touch(user, now);
    }
}
