package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.port.SessionStore.Closing;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Role;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Closes a session. Customers may close their own, kefu the sessions that they serve, an admin every session. */
@UseCase
public final class CloseSession {
    private final SessionStore sessions;
    private final SessionSync sync;
    private final AssignWaiting assignWaiting;
    private final InstantSource clock;

    public CloseSession(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            AssignWaiting assignWaiting,
            InstantSource clock) {
        this.sessions = sessions;
        this.sync = new SessionSync(desk, overdue, sessions);
        this.assignWaiting = assignWaiting;
        this.clock = clock;
    }

    /**
     * Closes the session, and assigns waiting sessions to the kefu who has free capacity then.
     *
     * @param reason the reason that the caller gives; null for none
     * @throws DomainException {@link ErrorCode#SESSION_NOT_FOUND} for a session that does not exist or is another
     *     customer's, {@link ErrorCode#FORBIDDEN} for a kefu who does not serve it, {@link ErrorCode#SESSION_CLOSED} for a
     *     closed session, {@link ErrorCode#CONFLICT} for a session that was transferred at the same time
     */
    public Session close(Principal caller, SessionId id, @Nullable String reason) {
        Operation.CLOSE_SESSION.requireAllowed(caller);
        Instant now = clock.instant();
        Ending ending = Ending.by(caller.role(), reason, now);
        Session session = SessionRights.find(sessions, caller, id);
        SessionRights.requireOwn(caller, session);
        Session closed = session.closed(ending);
        Only only = caller.role() == Role.KEFU ? new Only.IfServedBy(caller.id()) : new Only.Always();
        Closing closing = sync.closePending(id, ending, only, now)
                .orElseThrow(() -> DomainException.of(ErrorCode.SESSION_NOT_FOUND));
        if (!closing.isNew()) {
            throw DomainException.of(
                    closing.session().state() == closed.state() ? ErrorCode.SESSION_CLOSED : ErrorCode.CONFLICT);
        }
        assignWaiting.assign();
        return closing.session();
    }
}
