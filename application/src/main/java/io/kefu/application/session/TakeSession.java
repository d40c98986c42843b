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

/** Lets a kefu take a session out of the queue, whatever its turn. However many reach for it, one gets it. */
@UseCase
public final class TakeSession {
    private final Desk desk;
    private final SessionStore sessions;
    private final Follow follow;
    private final InstantSource clock;

    public TakeSession(Desk desk, OverdueSessions overdue, SessionStore sessions, InstantSource clock) {
        this.desk = desk;
        this.sessions = sessions;
        this.follow = new Follow(desk, overdue, sessions);
        this.clock = clock;
    }

    /**
     * Takes it.
     *
     * @throws DomainException {@link ErrorCode#SESSION_NOT_FOUND} for one that is not there, {@link
     *     ErrorCode#SESSION_CLOSED} for one that is over, {@link ErrorCode#CONFLICT} for one that somebody serves, and for a
     *     caller who is away or has no room
     */
    public Session take(Principal caller, SessionId id) {
        Operation.TAKE_SESSION.requireAllowed(caller);
        // The domain refuses what can never be; the desk decides who is first.
        Session taken = SessionRights.find(sessions, caller, id).servedBy(caller.id());
        Desk.Placement placement =
                Handed.orRefused(desk.hand(taken.id(), null, caller.id(), clock.instant()), "session_id");
        return Handed.stillOpen(follow.place(placement));
    }
}
