package io.kefu.application.session.port;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.session.RoutingPolicy;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Assigns sessions to kefu. The desk knows every open session, the queue and the load of each kefu, and each change is atomic,
 * so that concurrent calls never assign a session to two kefu or exceed the limit of a kefu. Each call is one round trip and
 * blocks, unless stated otherwise. A store that does not answer in time throws a {@code DomainException} of code {@code
 * SERVICE_UNAVAILABLE}.
 *
 * <p>The desk changes first. The {@link Assignment} is then applied in the conversation by {@link SessionStore}; of two
 * assignments of a session, the one with the higher number is newer. Until an assignment is applied, it is {@linkplain
 * OverdueSessions#pending pending}.
 */
public interface Desk {
    /**
     * Puts a session at the end of the queue, unless its customer has an open session.
     *
     * @return the assignment of the customer's open session: the given session or the one that was open before
     */
    Assignment open(Opening opening);

    /**
     * Assigns a new session to a kefu, unless its customer has an open session.
     *
     * @return the assignment of the customer's open session: the given session or the one that was open before
     */
    AssignmentResult openFor(UserId kefu, Opening opening);

    /**
     * A part of the queue, oldest first, and every kefu of status {@code ONLINE}, with or without free capacity. Without
     * candidates if the part of the queue is empty.
     *
     * @param offset how many waiting sessions to skip
     * @param limit how many waiting sessions to return at most
     */
    Snapshot snapshot(int offset, int limit, Instant now);

    /**
     * Assigns a waiting session to the kefu whom routing chose.
     *
     * @return empty if the session does not wait any more, or if the kefu is not of status {@code ONLINE}, has no free
     *     capacity or just returned the session to the queue
     */
    Optional<Assignment> assign(SessionId session, UserId kefu, Instant now);

    /** Assigns a waiting session to a kefu who is online or busy and has free capacity, whatever the skills of the kefu. */
    AssignmentResult take(SessionId session, UserId kefu, Instant now);

    /**
     * Assigns a session to another kefu who is online or busy and has free capacity, whatever the skills of the kefu.
     *
     * @param from the kefu who must be serving it
     */
    AssignmentResult transfer(SessionId session, UserId from, UserId to, Instant now);

    /**
     * Returns a session to the head of the queue. {@link #assign} does not give it back to the same kefu; {@link #take} does.
     *
     * @param from the kefu who must be serving it
     * @return empty if the kefu does not serve it
     */
    Optional<Assignment> returnToQueue(SessionId session, UserId from, Instant now);

    /**
     * Returns all sessions of a kefu to the head of the queue, before all sessions that were never assigned. The sessions at
     * the head stand in the order of their opening.
     *
     * @return the sessions, in the order of their opening
     */
    List<Assignment> release(UserId kefu, Instant now);

    /**
     * Returns the sessions of silent kefu to the queue like {@link #release}, kefu by kefu.
     *
     * @param silentSince kefu are silent if their lease ended at this time or before
     * @return the sessions of some of the silent kefu; empty if there is nothing left to release
     */
    List<Assignment> releaseSilent(Instant silentSince, Instant now);

    /** The assignment of an open session; empty if it is not open. */
    Optional<Assignment> find(SessionId session);

    /** The assignment of a customer's open session; empty if the customer has none. Two round trips. */
    Optional<Assignment> ofCustomer(UserId customer);

    /** Removes a closed session. Has no effect on a session that is not at the desk. */
    void remove(SessionId session);

    /** The active sessions, newest first. */
    Page<SessionId> active(PageRequest page);

    /** The waiting sessions, in the order of the queue. */
    Page<Assignment> waiting(PageRequest page);

    /** The length of the queue and the positions of these sessions. Sessions that do not wait are left out. */
    Queue queue(Collection<SessionId> sessions);

    /** The load of each of these kefu. */
    Map<UserId, Integer> loads(Collection<UserId> kefu);

    /** The sessions that a kefu serves, newest first. */
    List<SessionId> servedBy(UserId kefu);

    /**
     * A session to open.
     *
     * @param preferred the kefu whom the customer asked for, else the kefu who served last; null for neither
     */
    record Opening(
            SessionId session,
            UserId customer,
            String type,
            @Nullable UserId preferred,
            Instant createdAt) {}

    /**
     * An open session at the desk, and the kefu whom it is assigned to.
     *
     * @param kefu the kefu who serves it; null while it waits
     * @param number the assignment number, which rises with every change at the desk
     * @param position the position in the queue, from 1; 0 for a session that is served
     */
    record Assignment(
            SessionId session,
            UserId customer,
            @Nullable UserId kefu,
            String type,
            Instant createdAt,
            long number,
            int position) {}

    /** The result of assigning a session to a certain kefu. */
    sealed interface AssignmentResult {
        /** The session is assigned. */
        record Done(Assignment assignment) implements AssignmentResult {}

        /** Nothing changed. */
        record Refused(Refusal why) implements AssignmentResult {}
    }

    /** The reason why the desk did not assign a session. */
    enum Refusal {
        /** The session does not wait any more, or is not served by the expected kefu. */
        GONE,
        /** The kefu is away or offline. */
        KEFU_AWAY,
        /** The kefu has no free capacity. */
        NO_FREE_CAPACITY
    }

    /**
     * The state of the queue.
     *
     * @param positions positions from 1
     */
    record Queue(int length, Map<SessionId, Integer> positions) {}

    /** The sessions to assign and the kefu to choose from. */
    record Snapshot(List<Waiting> waiting, List<RoutingPolicy.Candidate> candidates) {}

    /** A waiting session and the request to the routing policy. */
    record Waiting(SessionId session, RoutingPolicy.Request request) {}
}
