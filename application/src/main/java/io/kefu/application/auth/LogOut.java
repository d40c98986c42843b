package io.kefu.application.auth;

import io.kefu.application.UseCase;
import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.ReleaseKefu;
import java.time.InstantSource;

/** Ends one login. Other logins of the user stay valid. When the last login of a kefu ends, the kefu's duty ends too. */
@UseCase
public final class LogOut {
    private final TokenStore tokens;
    private final Presence presence;
    private final ReleaseKefu releaseKefu;
    private final AuditLog audit;
    private final InstantSource clock;

    public LogOut(TokenStore tokens, Presence presence, ReleaseKefu releaseKefu, AuditLog audit, InstantSource clock) {
        this.tokens = tokens;
        this.presence = presence;
        this.releaseKefu = releaseKefu;
        this.audit = audit;
        this.clock = clock;
    }

    /** Ends the login of this token. Blocks. */
    public void logOut(Principal caller, AccessToken token) {
        Operation.LOG_OUT.requireAllowed(caller);
        if (!caller.isStaff()) {
            tokens.revoke(token.digest());
            return;
        }
        audit.record(Act.of(caller, Action.LOGOUT, caller.id().value()), () -> {
            boolean isLast = tokens.revoke(token.digest());
            if (isLast) {
                presence.endDuty(caller.id(), clock.instant());
                releaseKefu.release(caller.id());
            }
        });
    }
}
