package io.kefu.application.auth;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;

/** Logs a kefu out everywhere: offline at once, the sessions back to the queue, every login ended. */
@UseCase
public final class LogOutKefu {
    private final TokenStore tokens;
    private final Presence presence;
    private final ReleaseKefu releaseKefu;
    private final InstantSource clock;

    public LogOutKefu(TokenStore tokens, Presence presence, ReleaseKefu releaseKefu, InstantSource clock) {
        this.tokens = tokens;
        this.presence = presence;
        this.releaseKefu = releaseKefu;
        this.clock = clock;
    }

    /**
     * Logs the caller out.
     *
     * @param kefu whom the request names
     * @throws DomainException {@link ErrorCode#FORBIDDEN} if that is another
     */
    public void logOut(Principal caller, UserId kefu) {
        Operation.LOG_OUT_KEFU.requireAllowed(caller);
        if (!caller.is(kefu)) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        // First of all, so that no heartbeat in between brings the kefu back.
        tokens.revokeAll(kefu);
        presence.endDuty(kefu, clock.instant());
        releaseKefu.release(kefu);
    }
}
