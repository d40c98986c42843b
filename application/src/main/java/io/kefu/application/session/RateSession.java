package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;

/** Rates a closed session. A customer may rate each of the own sessions once. */
@UseCase
public final class RateSession {
    private final SessionStore sessions;

    public RateSession(SessionStore sessions) {
        this.sessions = sessions;
    }

    /**
     * Rates the session.
     *
     * @return the session with its rating
     * @throws DomainException {@link ErrorCode#SESSION_NOT_FOUND} for a session that does not exist or is another
     *     customer's, {@link ErrorCode#CONFLICT} for a session that is open or has a rating already
     */
    public Session rate(Principal caller, SessionId id, Rating rating) {
        Operation.RATE_SESSION.requireAllowed(caller);
        Session rated = SessionRights.find(sessions, caller, id).rated(rating);
        if (!sessions.rate(id, rating)) {
            throw DomainException.of(ErrorCode.CONFLICT);
        }
        return rated;
    }
}
