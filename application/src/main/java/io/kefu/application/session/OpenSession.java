package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.port.SessionStore.Note;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Opens a session for a customer, or finds the one that is open: a customer has one at most. The desk takes it in
 * first, then the conversation; if a node dies in between, the next call repeats the second step.
 */
@UseCase
public final class OpenSession {
    private static final int SUFFIX_LENGTH = 8;
    private static final int ATTEMPTS = 3;

    private final Desk desk;
    private final SessionStore sessions;
    private final UserStore users;
    private final List<PersonalData> stores;
    private final AssignWaiting assignWaiting;
    private final Follow follow;
    private final Secrets secrets;
    private final InstantSource clock;

    public OpenSession(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            UserStore users,
            List<PersonalData> stores,
            AssignWaiting assignWaiting,
            Secrets secrets,
            InstantSource clock) {
        this.desk = desk;
        this.sessions = sessions;
        this.users = users;
        this.stores = List.copyOf(stores);
        this.assignWaiting = assignWaiting;
        this.follow = new Follow(desk, overdue, sessions);
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Opens a session, or finds the one that is open. A kefu serves what they open for a customer.
     *
     * @throws DomainException {@link ErrorCode#FORBIDDEN} for another's session, {@link ErrorCode#USER_NOT_FOUND} for an
     *     unknown customer, or one who was erased meanwhile, {@link ErrorCode#CONFLICT} for a customer who is disabled, and for
     *     a kefu who has no room, or is not online
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
        follow.endNow(opened.id(), new Ending(now, reason), new Only.Always(), now);
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
            return open(command, opening -> Handed.orRefused(desk.openFor(caller.id(), opening), "kefu_id"), null);
        }
        @Nullable
        UserId preferred = command.preferred() != null
                ? command.preferred()
                : sessions.lastKefu(command.customer()).orElse(null);
        return open(command, desk::open, preferred);
    }

    private Opened open(Command command, Function<Desk.Opening, Desk.Placement> door, @Nullable UserId preferred) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            SessionId candidate =
                    SessionId.of(ConversationIds.ofCustomer(command.customer()), secrets.text(SUFFIX_LENGTH));
            Desk.Placement placement = door.apply(
                    new Desk.Opening(candidate, command.customer(), command.type(), preferred, clock.instant()));
            boolean isNew = placement.session().equals(candidate);
            Session session = follow.place(placement, isNew ? Note.of(command.metadata()) : Note.NONE);
            if (session.state() != SessionState.CLOSED) {
                return new Opened(placed(session), isNew);
            }
        }
        throw DomainException.of(ErrorCode.CONFLICT);
    }

    /** The session after the queue had its chance. */
    private Session placed(Session session) {
        if (session.state() != SessionState.WAITING) {
            return session;
        }
        assignWaiting.assign();
        // Another call may just have assigned it and not placed it yet: the desk knows.
        return desk.find(session.id())
                .map(follow::place)
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
        if (user.get().disabled()) {
            throw disabled();
        }
    }

    /**
     * A session that is wanted.
     *
     * @param type what it is about, of {@link Session#TYPE_PATTERN}
     * @param preferred the kefu whom the customer asks for; null for anybody
     * @param metadata null for none
     */
    public record Command(
            UserId customer,
            String type,
            @Nullable UserId preferred,
            @Nullable Metadata metadata) {
        public Command {
            if (!type.matches(Session.TYPE_PATTERN)) {
                throw DomainException.invalid("session_type", Reason.MALFORMED);
            }
        }
    }

    /** The customer's open session, and whether this call opened it. */
    public record Opened(Session session, boolean isNew) {}
}
