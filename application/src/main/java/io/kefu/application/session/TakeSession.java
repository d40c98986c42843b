package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import java.time.InstantSource;

/** Takes a waiting session out of the queue, at any position. If several kefu take it at the same time, one of them gets it. */
@UseCase
public final class TakeSession {
    private final Desk desk;
    private final SessionStore sessions;
    private final SessionSync sync;
    private final InstantSource clock;

    public TakeSession(Desk desk, OverdueSessions overdue, SessionStore sessions, InstantSource clock) {
        this.desk = desk;
        this.sessions = sessions;
        this.sync = new SessionSync(desk, overdue, sessions);
        this.clock = clock;
    }

    /**
     * Assigns the session to the caller.
     *
     * @throws DomainException {@link ErrorCode#SESSION_NOT_FOUND} for a session that does not exist, {@link
     *     ErrorCode#SESSION_CLOSED} for a closed session, {@link ErrorCode#CONFLICT} for an active session and for a caller
     *     who is away or has no free capacity
     */
    public Session take(Principal caller, SessionId id) {
        Operation.TAKE_SESSION.requireAllowed(caller);
        // The desk decides which kefu is first.
        Session taken = SessionRights.find(sessions, caller, id).servedBy(caller.id());
        Desk.Assignment assignment =
                AssignmentOutcome.orConflict(desk.take(taken.id(), caller.id(), clock.instant()), "session_id");
        return AssignmentOutcome.requireOpen(sync.apply(assignment));
    }
}
