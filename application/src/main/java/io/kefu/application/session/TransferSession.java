package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.port.SessionStore.Note;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.session.Handover;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Passes a session on, to a certain kefu or back to the queue's head: a kefu one that they serve, an admin any. A note tells
 * whoever serves it next what customers never see.
 */
@UseCase
public final class TransferSession {
    private final Desk desk;
    private final SessionStore sessions;
    private final UserStore users;
    private final Follow follow;
    private final AssignWaiting assignWaiting;
    private final InstantSource clock;

    public TransferSession(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            UserStore users,
            AssignWaiting assignWaiting,
            InstantSource clock) {
        this.desk = desk;
        this.sessions = sessions;
        this.users = users;
        this.follow = new Follow(desk, overdue, sessions);
        this.assignWaiting = assignWaiting;
        this.clock = clock;
    }

    /**
     * Passes it on.
     *
     * @param to who is to serve it; null for whoever the queue finds, but not who serves it now
     * @param note null for none
     * @return the session as it then stands: served, or waiting if the queue found nobody
     * @throws DomainException {@link ErrorCode#SESSION_NOT_FOUND} for one that is not there, {@link ErrorCode#FORBIDDEN} for a
     *     kefu who does not serve it, {@link ErrorCode#USER_NOT_FOUND} for an unknown kefu, {@link ErrorCode#SESSION_CLOSED}
     *     for one that is over, {@link ErrorCode#CONFLICT} for a kefu who is not there or has no room, and for a session that
     *     moved at this very moment
     */
    public Session transfer(Principal caller, SessionId id, @Nullable UserId to, @Nullable String note) {
        Operation.TRANSFER_SESSION.requireAllowed(caller);
        Session session = SessionRights.find(sessions, caller, id);
        SessionRights.requireOwn(caller, session);
        Instant now = clock.instant();
        Handover handover = new Handover(session.kefu(), to, note, now);
        Session passedOn = to == null ? toQueue(session, handover) : toKefu(session, to, handover);
        assignWaiting.assign();
        return sessions.find(id).orElse(passedOn);
    }

    private Session toKefu(Session session, UserId to, Handover handover) {
        boolean isStaff = users.find(to).filter(user -> user.role().isStaff()).isPresent();
        if (!isStaff) {
            throw DomainException.of(ErrorCode.USER_NOT_FOUND, Violation.of("to_kefu_id", Reason.NOT_ALLOWED));
        }
        if (to.equals(session.kefu())) {
            throw DomainException.invalid("to_kefu_id", Reason.NOT_ALLOWED);
        }
        Session next = session.servedBy(to);
        Desk.Placement placement =
                Handed.orRefused(desk.hand(next.id(), session.kefu(), to, handover.at()), "to_kefu_id");
        return Handed.stillOpen(follow.place(placement, Note.of(handover)));
    }

    private Session toQueue(Session session, Handover handover) {
        UserId from = session.kefu();
        Session next = session.queued();
        Desk.Placement placement = desk.handBack(next.id(), Objects.requireNonNull(from), handover.at())
                .orElseThrow(() -> DomainException.of(ErrorCode.CONFLICT, Violation.of("session_id", Reason.GONE)));
        return Handed.stillOpen(follow.place(placement, Note.of(handover)));
    }
}
