package io.kefu.application.auth;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;

/** Ends all logins and the duty of a kefu. The kefu's sessions return to the queue. */
@UseCase
public final class LogOutKefu {
    private final TokenStore tokens;
    private final Presence presence;
    private final ReleaseKefu releaseKefu;
    private final AuditLog audit;
    private final InstantSource clock;

    public LogOutKefu(
            TokenStore tokens, Presence presence, ReleaseKefu releaseKefu, AuditLog audit, InstantSource clock) {
        this.tokens = tokens;
        this.presence = presence;
        this.releaseKefu = releaseKefu;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Logs the caller out. Blocks.
     *
     * @param kefu the user whom the request names
     * @throws DomainException {@link ErrorCode#FORBIDDEN} if the request names another user
     */
    public void logOut(Principal caller, UserId kefu) {
        Operation.LOG_OUT_KEFU.requireAllowed(caller);
        if (!caller.is(kefu)) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        audit.record(Act.of(caller, Action.LOGOUT, kefu.value()), () -> {
            // This comes first, so that a heartbeat in between cannot put the kefu on duty again.
            tokens.revokeAll(kefu);
            presence.endDuty(kefu, clock.instant());
            releaseKefu.release(kefu);
        });
    }
}
