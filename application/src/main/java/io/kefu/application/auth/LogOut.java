package io.kefu.application.auth;

import io.kefu.application.UseCase;
import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.ReleaseKefu;
import java.time.InstantSource;

/** Ends one login. Other logins of the user stay valid. When the last login of a kefu ends, the kefu's duty ends too. */
@UseCase
public final class LogOut {
    private final TokenStore tokens;
    private final Presence presence;
    private final ReleaseKefu releaseKefu;
    private final InstantSource clock;

    public LogOut(TokenStore tokens, Presence presence, ReleaseKefu releaseKefu, InstantSource clock) {
        this.tokens = tokens;
        this.presence = presence;
        this.releaseKefu = releaseKefu;
        this.clock = clock;
    }

    /** Ends the login of this token. Blocks. */
    public void logOut(Principal caller, AccessToken token) {
        Operation.LOG_OUT.requireAllowed(caller);
        boolean isLast = tokens.revoke(token.digest());
        if (isLast && caller.isStaff()) {
            presence.endDuty(caller.id(), clock.instant());
            releaseKefu.release(caller.id());
        }
    }
}
