package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.block.BlockIds;
import io.kefu.application.block.port.Blocks;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Opens a session for a customer, or returns the open session: a customer has at most one. The desk assigns it first, and the
 * assignment is then applied in the conversation; if a node dies in between, the next call repeats the second step.
 */
@UseCase
public final class OpenSession {
    private static final int SUFFIX_LENGTH = 8;
    private static final int ATTEMPTS = 3;

    private final Desk desk;
    private final SessionStore sessions;
    private final UserStore users;
    private final Blocks blocks;
    private final List<PersonalData> stores;
    private final AssignWaiting assignWaiting;
    private final SessionSync sync;
    private final Secrets secrets;
    private final InstantSource clock;

    public OpenSession(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            UserStore users,
            Blocks blocks,
            List<PersonalData> stores,
            AssignWaiting assignWaiting,
            Secrets secrets,
            InstantSource clock) {
        this.desk = desk;
        this.sessions = sessions;
        this.users = users;
        this.blocks = blocks;
        this.stores = List.copyOf(stores);
        this.assignWaiting = assignWaiting;
        this.sync = new SessionSync(desk, overdue, sessions);
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Opens a session or returns the open one. A kefu serves the session that the kefu opens for a customer.
     *
     * @throws DomainException {@link ErrorCode#FORBIDDEN} for a customer who names another customer, {@link
     *     ErrorCode#USER_NOT_FOUND} for a customer who does not exist or was erased meanwhile, {@link ErrorCode#CONFLICT} for
     *     a disabled or blocked customer and for a kefu who is not online or has no free capacity
     */
    public Opened open(Principal caller, Command command) {
        Operation.OPEN_SESSION.requireAllowed(caller);
        if (!caller.isStaff() && !caller.is(command.customer())) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        if (caller.isStaff()) {
            requireCustomer(command.customer());
        }
        Opened opened = openFor(caller, command);
        requireStillAllowed(caller, command.customer(), opened.session());
        return opened;
    }

    /**
     * Closes the session again if its customer was disabled or erased while it was opened. The user is read after the
     * session was opened, so either this call sees the change of the user, or the call that made the change sees the
     * session.
     */
    private void requireStillAllowed(Principal caller, UserId customer, Session opened) {
        Optional<User> user = users.find(customer);
        if (user.isPresent() && !user.get().disabled()) {
            return;
        }
        Instant now = clock.instant();
        String reason = user.isPresent() ? Ending.BLOCKED : Ending.LOST;
        sync.closePending(opened.id(), new Ending(now, reason), new Only.Always(), now);
        if (user.isEmpty()) {
            stores.forEach(store -> store.erase(customer, Role.CUSTOMER));
            throw DomainException.of(ErrorCode.USER_NOT_FOUND);
        }
        throw caller.is(customer) ? DomainException.of(ErrorCode.FORBIDDEN) : disabled();
    }

    private static DomainException disabled() {
        return DomainException.of(ErrorCode.CONFLICT, Violation.of("user_id", Reason.GONE));
    }

    private Opened openFor(Principal caller, Command command) {
        if (caller.role() == Role.KEFU) {
            return open(
                    command,
                    opening -> AssignmentOutcome.orConflict(desk.openFor(caller.id(), opening), "kefu_id"),
                    null);
        }
        @Nullable
        UserId preferred = command.preferred() != null
                ? command.preferred()
                : sessions.lastKefu(command.customer()).orElse(null);
        return open(command, desk::open, preferred);
    }

    private Opened open(
            Command command, Function<Desk.Opening, Desk.Assignment> openAtDesk, @Nullable UserId preferred) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            SessionId candidate =
                    SessionId.of(ConversationIds.ofCustomer(command.customer()), secrets.text(SUFFIX_LENGTH));
            Desk.Assignment assignment = openAtDesk.apply(
                    new Desk.Opening(candidate, command.customer(), command.type(), preferred, clock.instant()));
            boolean isNew = assignment.session().equals(candidate);
            Session session = sync.apply(assignment, isNew ? command.details() : UnaryOperator.identity());
            if (session.state() != SessionState.CLOSED) {
                return new Opened(assignedIfPossible(session), isNew);
            }
        }
        throw DomainException.of(ErrorCode.CONFLICT);
    }

    /** The session after the waiting sessions were assigned. */
    private Session assignedIfPossible(Session session) {
        if (session.state() != SessionState.WAITING) {
            return session;
        }
        assignWaiting.assign();
        // Another call may have assigned it and not applied the assignment yet, so the desk is asked.
        return desk.find(session.id())
                .map(sync::apply)
                .or(() -> sessions.find(session.id()))
                .orElse(session);
    }

    private void requireCustomer(UserId id) {
        Optional<User> user = users.find(id);
        if (user.isEmpty()) {
            throw DomainException.of(ErrorCode.USER_NOT_FOUND);
        }
        if (user.get().role() != Role.CUSTOMER) {
            throw DomainException.invalid("user_id", Reason.NOT_ALLOWED);
        }
        if (user.get().disabled() || blocks.table().contains(BlockIds.ofUser(id), clock.instant())) {
            throw disabled();
        }
    }

    /**
     * A session to open.
     *
     * @param type the subject, of {@link Session#TYPE_PATTERN}
     * @param preferred the kefu whom the customer asks for; null for any kefu
     * @param details adds the details of a new session; unused if the customer has an open session
     */
    public record Command(
            UserId customer, String type, @Nullable UserId preferred, UnaryOperator<SessionDetails> details) {
        public Command {
            if (!type.matches(Session.TYPE_PATTERN)) {
                throw DomainException.invalid("session_type", Reason.MALFORMED);
            }
        }

        /** A session without details. */
        public Command(UserId customer, String type, @Nullable UserId preferred) {
            this(customer, type, preferred, UnaryOperator.identity());
        }
    }

    /** The customer's open session, and whether this call opened it. */
    public record Opened(Session session, boolean isNew) {}
}
