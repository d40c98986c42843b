package io.kefu.application.session.port;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stores the sessions of each conversation beside its log. Blocks. A store that does not answer in time throws a {@code
 * DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public interface SessionStore {
    /**
     * Applies an assignment of the desk to the session in its conversation, and notifies the customer, the kefu and the kefu
     * who served the session before. An assignment that is not newer than the applied one is ignored. One round trip.
     *
     * <p>A session that waits outside the working hours gets the closed message as a {@code system} entry in the same step, once in
     * its life, also if the assignment is ignored. The first assignment to a kefu counts the customer's wait, as {@link
     * io.kefu.domain.hours.WorkingHours#wait} defines it.
     *
     * @return the session after the call; it is closed if it was closed before
     */
    default Session apply(Desk.Assignment assignment) {
        return apply(assignment, UnaryOperator.identity());
    }

    /**
     * Applies an assignment like {@link #apply(Desk.Assignment)}, and changes the details in the same step, also if the
     * assignment is ignored. One round trip for a new session, else two, and one more for each change that came between.
     *
     * @param change returns the changed details; without side effects, because it may be called more than once
     */
    Session apply(Desk.Assignment assignment, UnaryOperator<SessionDetails> change);

    /**
     * Changes the details of a session by compare-and-set: two changes at the same time take effect one after the other, and
     * neither loses a field of the other. Two round trips, and two more for each change that came between.
     *
     * @param change returns the changed details; without side effects, because it may be called more than once
     * @return the changed session; empty if it does not exist
     */
    Optional<Session> update(SessionId id, UnaryOperator<SessionDetails> change);

    /**
     * Closes a session in its conversation, and notifies its customer and kefu. The caller then removes it from the desk. Has
     * no effect on a closed session. One round trip.
     *
     * @return empty if the session does not exist
     */
    Optional<Closing> close(SessionId id, Ending ending, Only only);

    /**
     * Adds the customer's rating to a closed session and counts it for the kefu who served last. Two round trips.
     *
     * @return false if the session is open, does not exist or has a rating already
     */
    boolean rate(SessionId id, Rating rating);

    /** Notifies the customer and every kefu who ever served the customer that the session has changed. */
    void announce(Session session);

    /** Notifies these kefu and admins that the tags of a session were changed. */
    void announceTags(SessionId id, Set<UserId> staff);

    /** The session of this id. One round trip. */
    Optional<Session> find(SessionId id);

    /** The sessions of these ids in their order; those that do not exist are left out. One round trip. */
    List<Session> findAll(Collection<SessionId> ids);

    /**
     * A customer's sessions, newest first. Two round trips.
     *
     * @param state null for all
     */
    Page<Session> ofCustomer(UserId customer, @Nullable SessionState state, PageRequest page);

    /** The kefu who served a customer last. One round trip. */
    Optional<UserId> lastKefu(UserId customer);

    /** The kefu and admins who serve or served a customer. One round trip. */
    Set<UserId> kefuOf(UserId customer);

    /** The condition for closing a session. */
    sealed interface Only {
        /** No condition. */
        record Always() implements Only {}

        /** The session is served by this kefu. */
        record IfServedBy(UserId kefu) implements Only {}

        /** The session waits and was not moved after this assignment. */
        record IfWaiting(Desk.Assignment as) implements Only {}

        /**
         * The session is served and the customer has not answered: the newest message of the session is not the
         * customer's and not newer than a time, or there is no message.
         */
        record IfIdleSince(Instant since) implements Only {}
    }

    /**
     * The result of closing a session.
     *
     * @param session the session after the call
     * @param isNew whether this call closed it
     * @param idleFrom the earliest time from which the session can count as idle: the time of its newest message, or now
     *     if the customer waits for an answer; null if there is no message
     */
    record Closing(Session session, boolean isNew, @Nullable Instant idleFrom) {}
}
