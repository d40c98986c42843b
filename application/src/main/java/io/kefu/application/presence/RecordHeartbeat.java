package io.kefu.application.presence;

import io.kefu.application.UseCase;
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

/** Records the heartbeat of a kefu or admin: renews the lease, and changes the status if a new one is chosen. */
@UseCase
public final class RecordHeartbeat {
    private final UserStore users;
    private final Presence presence;
    private final AssignWaiting assignWaiting;
    private final InstantSource clock;
    private final Duration lease;

    public RecordHeartbeat(
            UserStore users, Presence presence, AssignWaiting assignWaiting, InstantSource clock, PresenceTimes times) {
        this.users = users;
        this.presence = presence;
        this.assignWaiting = assignWaiting;
        this.clock = clock;
        this.lease = times.lease();
    }

    /**
     * Records the caller's heartbeat.
     *
     * @param kefu the user whom the request names
     * @param chosen the new status; null to keep the present one
     * @throws DomainException {@link ErrorCode#FORBIDDEN} if the request names another user; {@link
     *     ErrorCode#UNAUTHORIZED} for a caller who was disabled, deleted or logged out meanwhile
     */
    public Result record(Principal caller, UserId kefu, @Nullable KefuStatus chosen) {
        Operation.HEARTBEAT.requireAllowed(caller);
        if (!caller.is(kefu)) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        Instant now = clock.instant();
        User user = users.find(kefu)
                .filter(known -> !known.disabled())
                .orElseThrow(() -> DomainException.of(ErrorCode.UNAUTHORIZED));
        KefuStatus status = presence.heartbeat(kefu, user.service(), chosen, now, lease);
        if (status == KefuStatus.OFFLINE) {
            // The kefu logged out while this call was under way.
            throw DomainException.of(ErrorCode.UNAUTHORIZED);
        }
        if (status == KefuStatus.ONLINE) {
            assignWaiting.assign();
        }
        return new Result(status, lease);
    }

    /**
     * The kefu's present status.
     *
     * @param lease how long the kefu stays online without another heartbeat
     */
    public record Result(KefuStatus status, Duration lease) {}
}
