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

/** Lets a customer say what they thought of a session of theirs, once, after its end. */
@UseCase
public final class RateSession {
    private final SessionStore sessions;

    public RateSession(SessionStore sessions) {
        this.sessions = sessions;
    }

    /**
     * Rates it.
     *
     * @return the session with its rating
     * @throws DomainException {@link ErrorCode#SESSION_NOT_FOUND} for one that is not there or is another customer's, {@link
     *     ErrorCode#CONFLICT} for one that is open or rated already
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
