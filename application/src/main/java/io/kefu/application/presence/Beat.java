package io.kefu.application.presence;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.AssignWaiting;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Takes a kefu's heartbeat: online for another lease, under the status last chosen or a newly chosen one. */
public final class Beat {
    private final UserStore users;
    private final Presence presence;
    private final AssignWaiting assignWaiting;
    private final InstantSource clock;
    private final Duration lease;

    public Beat(UserStore users, Presence presence, AssignWaiting assignWaiting, InstantSource clock, Duration lease) {
        this.users = users;
        this.presence = presence;
        this.assignWaiting = assignWaiting;
        this.clock = clock;
        this.lease = lease;
    }

    /**
     * Notes that the caller is there.
     *
     * @param kefu whom the request names
     * @param chosen the status to take from now on; null to keep it
     * @throws DomainException {@link ErrorCode#FORBIDDEN} if the request names another
     */
    public Answer beat(Principal caller, UserId kefu, @Nullable KefuStatus chosen) {
        Operation.BEAT.requireAllowed(caller);
        if (!caller.is(kefu)) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        Instant now = clock.instant();
        User user = users.find(kefu)
                .filter(known -> !known.disabled())
                .orElseThrow(() -> DomainException.of(ErrorCode.UNAUTHORIZED));
        KefuStatus status = presence.beat(kefu, user.service(), chosen, now, lease);
        if (status == KefuStatus.OFFLINE) {
            // The kefu has logged out meanwhile.
            throw DomainException.of(ErrorCode.UNAUTHORIZED);
        }
        if (status == KefuStatus.ONLINE) {
            assignWaiting.assign();
        }
        return new Answer(status, lease);
    }

    /** What the kefu is now, and for how long without another beat. */
    public record Answer(KefuStatus status, Duration lease) {}
}
