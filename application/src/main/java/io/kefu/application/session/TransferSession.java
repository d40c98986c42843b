package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.Transfer;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Transfers a session to another kefu or back to the head of the queue. Kefu may transfer the sessions that they serve, an admin
 * every session. The note is for the next kefu; customers do not see it.
 */
@UseCase
public final class TransferSession {
    private final Desk desk;
    private final SessionStore sessions;
    private final UserStore users;
    private final SessionSync sync;
    private final AssignWaiting assignWaiting;
    private final AuditLog audit;
    private final InstantSource clock;

    public TransferSession(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            UserStore users,
            AssignWaiting assignWaiting,
            AuditLog audit,
            InstantSource clock) {
        this.desk = desk;
        this.sessions = sessions;
        this.users = users;
        this.sync = new SessionSync(desk, overdue, sessions);
        this.assignWaiting = assignWaiting;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Transfers the session.
     *
     * @param to the kefu who gets it; null for the queue, which does not assign it to its present kefu
     * @param note null for none
     * @return the session after the transfer: active, or waiting if no kefu fits
     * @throws DomainException {@link ErrorCode#SESSION_NOT_FOUND} for a session that does not exist, {@link
     *     ErrorCode#FORBIDDEN} for a kefu who does not serve it, {@link ErrorCode#USER_NOT_FOUND} for an unknown kefu, {@link
     *     ErrorCode#SESSION_CLOSED} for a closed session, {@link ErrorCode#CONFLICT} for a kefu who is away or has no free
     *     capacity, and for a session that was assigned to another kefu at the same time
     */
    public Session transfer(Principal caller, SessionId id, @Nullable UserId to, @Nullable String note) {
        Operation.TRANSFER_SESSION.requireAllowed(caller);
        Session session = SessionRights.find(sessions, caller, id);
        SessionRights.requireOwn(caller, session);
        Instant now = clock.instant();
        Transfer transfer = new Transfer(session.kefu(), to, note, now);
        Session passedOn = audit.record(
                acts(caller, session, to),
                () -> to == null ? toQueue(session, transfer) : toKefu(session, to, transfer));
        assignWaiting.assign();
        return sessions.find(id).orElse(passedOn);
    }

    /** A kefu who transfers an own session is not recorded: the session has its transfers. */
    private static List<Act> acts(Principal caller, Session session, @Nullable UserId to) {
        UserId from = session.kefu();
        if (from != null && caller.is(from)) {
            return List.of();
        }
        return List.of(Act.of(caller, Action.SESSION_TRANSFERRED, session.id().value())
                .with("from_kefu_id", from == null ? "" : from)
                .with("to_kefu_id", to == null ? "" : to));
    }

    private Session toKefu(Session session, UserId to, Transfer transfer) {
        boolean isStaff = users.find(to).filter(user -> user.role().isStaff()).isPresent();
        if (!isStaff) {
            throw DomainException.of(ErrorCode.USER_NOT_FOUND, Violation.of("to_kefu_id", Reason.NOT_ALLOWED));
        }
        if (to.equals(session.kefu())) {
            throw DomainException.invalid("to_kefu_id", Reason.NOT_ALLOWED);
        }
        Session next = session.servedBy(to);
        UserId from = session.kefu();
        Desk.AssignmentResult result = from == null
                ? desk.take(next.id(), to, transfer.at())
                : desk.transfer(next.id(), from, to, transfer.at());
        return applied(AssignmentOutcome.orConflict(result, "to_kefu_id"), transfer);
    }

    private Session toQueue(Session session, Transfer transfer) {
        UserId from = session.kefu();
        Session next = session.queued();
        Desk.Assignment assignment = desk.returnToQueue(next.id(), Objects.requireNonNull(from), transfer.at())
                .orElseThrow(() -> DomainException.of(ErrorCode.CONFLICT, Violation.of("session_id", Reason.GONE)));
        return applied(assignment, transfer);
    }

    private Session applied(Desk.Assignment assignment, Transfer transfer) {
        return AssignmentOutcome.requireOpen(sync.apply(assignment, details -> details.with(transfer)));
    }
}
