package io.kefu.application.session.port;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.session.RoutingPolicy;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one place that knows every open session, the queue and the kefu's loads, so that no race gives a session to two
 * kefu or a kefu too many. Each change is atomic and one round trip. Blocks. A store that does not answer in time
 * throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
 *
 * <p>The desk changes first and the conversation after it, by the {@link Placement}; its number tells which of two
 * placements is the newer.
 */
public interface Desk {

    /**
     * Puts a session at the end of the queue, unless its customer has an open one.
     *
     * @return where the customer's open session stands: the given one, or the one that was there
     */
    Placement open(Opening opening);

    /**
     * A stretch of the queue, oldest first, and every kefu who takes sessions now, with or without room.
     *
     * @param offset how many waiting sessions to pass over
     * @param limit how many to return at most
     */
    Snapshot snapshot(int offset, int limit, Instant now);

    /**
     * Gives a waiting session to a kefu.
     *
     * @return nothing if it does not wait any more, or the kefu is not of status {@code ONLINE} or has no room
     */
    Optional<Placement> assign(SessionId session, UserId kefu, Instant now);

    /**
     * Takes all sessions from a kefu and puts them at the head of the queue, before all that nobody served yet. Among
     * themselves the head's sessions stand in the order of their opening, which is that of the result, too.
     */
    List<Placement> release(UserId kefu);

    /** Where an open session stands; nothing once it is not open any more. */
    Optional<Placement> find(SessionId session);

    /** Forgets a session that is closed; without effect for one that is not there. */
    void remove(SessionId session);

    /** The sessions being served, newest first. */
    Page<SessionId> active(PageRequest page);

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

    /** What routing decides upon. */
    record Snapshot(List<Waiting> waiting, List<RoutingPolicy.Candidate> candidates) {}

    /** A session in the queue, and what it asks of a kefu. */
    record Waiting(SessionId session, RoutingPolicy.Request request) {}
}
