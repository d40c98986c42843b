package io.kefu.application.presence;

import io.kefu.application.presence.port.Presence;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;

/** Notes that a user has no socket on a node any more. */
public final class Disconnect {
    private final Presence presence;
    private final UserStore users;
    private final InstantSource clock;

    public Disconnect(Presence presence, UserStore users, InstantSource clock) {
        this.presence = presence;
        this.users = users;
        this.clock = clock;
    }

    /** Notes it. Blocks. */
    public void disconnect(String node, UserId user) {
        Instant now = clock.instant();
        presence.disconnect(node, user, now);
        // Whoever listened until now was there until now.
        users.touch(user, now);
    }
}
