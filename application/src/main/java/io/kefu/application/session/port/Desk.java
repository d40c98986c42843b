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
 * The one place that knows every open session, the queue and the kefu's loads, so that no race gives a session to two
 * kefu or a kefu too many. Each change is atomic and one round trip. Blocks. A store that does not answer in time
 * throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
 *
 * <p>The desk changes first and the conversation after it, by the {@link Placement}; its number tells which of two
 * placements is the newer. Until the conversation has followed, the session is {@linkplain OverdueSessions unsettled}.
 */
public interface Desk {

    /**
     * Puts a session at the end of the queue, unless its customer has an open one.
     *
     * @return where the customer's open session stands: the given one, or the one that was there
     */
    Placement open(Opening opening);

    /**
     * Lets a kefu serve a session from its beginning, unless its customer has an open one.
     *
     * @return where the customer's open session stands: the given one, or the one that was there
     */
    Handing openFor(UserId kefu, Opening opening);

    /**
     * A stretch of the queue, oldest first, and every kefu who takes sessions now, with or without room; nobody where the
     * stretch is empty.
     *
     * @param offset how many waiting sessions to pass over
     * @param limit how many to return at most
     */
    Snapshot snapshot(int offset, int limit, Instant now);

    /**
     * Gives a waiting session to a kefu whom routing chose.
     *
     * @return nothing if it does not wait any more, or the kefu is not of status {@code ONLINE}, has no room or is the one
     *     who just gave it back
     */
    Optional<Placement> assign(SessionId session, UserId kefu, Instant now);

    /**
     * Gives a session to somebody by hand, whatever their skills: they may be busy, but must be there and have room.
     *
     * @param from who must be serving it; null for a session that must be waiting
     */
    Handing hand(SessionId session, @Nullable UserId from, UserId to, Instant now);

    /**
     * Puts a session back at the queue's head; routing will not give it to the kefu from whom it comes, who may take it.
     *
     * @param from who must be serving it
     * @return nothing if they do not
     */
    Optional<Placement> handBack(SessionId session, UserId from, Instant now);

    /**
     * Takes all sessions from a kefu and puts them at the head of the queue, before all that nobody served yet. Among
     * themselves the head's sessions stand in the order of their opening, which is that of the result, too.
     */
    List<Placement> release(UserId kefu, Instant now);

    /**
     * The same for those kefu whose lease ran out before a time, one kefu after the other.
     *
     * @param silentSince they gave no sign of life since then
     * @return the sessions of a few of them; empty when there is nothing left to release
     */
    List<Placement> releaseSilent(Instant silentSince, Instant now);

    /** Where an open session stands; nothing once it is not open any more. */
    Optional<Placement> find(SessionId session);

    /** The placement of a customer's open session; empty if the customer has none. Two round trips. */
    Optional<Placement> ofCustomer(UserId customer);

    /** Forgets a session that is closed; without effect for one that is not there. */
    void remove(SessionId session);

    /** The sessions being served, newest first. */
    Page<SessionId> active(PageRequest page);

    /** The sessions that wait, in the order of their turn. */
    Page<Placement> waiting(PageRequest page);

    /** How many sessions wait, and the places of these among them; those that do not wait are left out. */
    Queue queue(Collection<SessionId> sessions);

    /** How many sessions each of these serves. */
    Map<UserId, Integer> loads(Collection<UserId> kefu);

    /** The sessions that a kefu serves, newest first. */
    List<SessionId> servedBy(UserId kefu);

    /**
     * A session to open.
     *
     * @param preferred the kefu whom the customer asked for or who served last; null for neither
     */
    record Opening(
            SessionId session,
            UserId customer,
            String type,
            @Nullable UserId preferred,
            Instant createdAt) {}

    /**
     * Where an open session stands.
     *
     * @param kefu who serves it; null while it waits
     * @param number rises with every change of the desk
     * @param position the place in the queue, from 1; 0 when served
     */
    record Placement(
            SessionId session,
            UserId customer,
            @Nullable UserId kefu,
            String type,
            Instant createdAt,
            long number,
            int position) {}

    /** What became of a session that was handed over. */
    sealed interface Handing {
        /** It stands where it should now. */
        record Done(Placement placement) implements Handing {}

        /** Nothing changed. */
        record Refused(Refusal why) implements Handing {}
    }

    /** Why a session was not handed over. */
    enum Refusal {
        /** It does not wait, or is not served by whom it should be. */
        GONE,
        /** Who should get it is away or offline. */
        NOT_THERE,
        /** Who should get it has no room. */
        NO_ROOM
    }

    /**
     * The queue as a whole.
     *
     * @param positions places from 1
     */
    record Queue(int length, Map<SessionId, Integer> positions) {}

    /** What routing decides upon. */
    record Snapshot(List<Waiting> waiting, List<RoutingPolicy.Candidate> candidates) {}

    /** A session in the queue, and what it asks of a kefu. */
    record Waiting(SessionId session, RoutingPolicy.Request request) {}
}
