package io.kefu.application.session;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;

/** Reads one session. */
public final class ReadSession {
    private final SessionStore sessions;
    private final Desk desk;

    public ReadSession(SessionStore sessions, Desk desk) {
        this.sessions = sessions;
        this.desk = desk;
    }

    /**
     * The session, with its place in the queue while it waits.
     *
     * @throws DomainException {@link ErrorCode#SESSION_NOT_FOUND} for one that is not there or is another customer's
     */
    public Found read(Principal caller, SessionId id) {
        Operation.READ_SESSION.requireAllowed(caller);
        Session session = SessionRights.find(sessions, caller, id);
        int position = session.state() == SessionState.WAITING
                ? desk.find(id).map(Desk.Placement::position).orElse(0)
                : 0;
        return new Found(session, position);
    }

    /**
     * A session and its place in the queue.
     *
     * @param queuePosition from 1; 0 for one that does not wait
     */
    public record Found(Session session, int queuePosition) {}
}
