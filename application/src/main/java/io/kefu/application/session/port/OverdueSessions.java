package io.kefu.application.session.port;

import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the desk knows of sessions that somebody has to look after: a change that its conversation may not have followed, a
 * customer who left the queue, a session in which nothing was said for long. Each call is one round trip. Blocks. A store
 * that does not answer in time throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public interface OverdueSessions {

    /** Notes that a session is about to be closed; without effect for one that is not open. */
    void closing(SessionId session, Instant now);

    /** Notes that a session's conversation has followed the desk, unless the desk has changed since this placement. */
    void settled(Desk.Placement placement);

    /** Where sessions stand that were changed before a time and never settled, the oldest change first. */
    List<Desk.Placement> unsettled(Instant before, int limit);

    /**
     * Where sessions stand that wait for a customer who has had no socket since a time and was not {@linkplain #heardFrom
     * heard from} after it, nor waited longer than that, the longest absent first.
     */
    List<Desk.Placement> abandoned(Instant since, int limit);

    /**
     * Notes a sign of life of a customer, who may be waiting without a socket; an earlier time than the one known changes
     * nothing. Does not block, and nobody learns if the store did not take it.
     *
     * @param window a call may be passed over that comes less than this after another one that this node noted
     */
    void heardFrom(UserId customer, Instant at, Duration window);

    /**
     * Notes that a customer is about to be disabled or deleted, so that somebody looks later whether a session of theirs is
     * still open.
     */
    void blocking(UserId customer, Instant now);

    /** The customers who were noted so before a time, the oldest note first. */
    List<UserId> blocked(Instant before, int limit);

    /** Removes that note. */
    void blockingDone(UserId customer);

    /** The sessions being served that were last looked at, or begun to be served, before a time, the oldest first. */
    List<SessionId> quiet(Instant since, int limit);

    /**
     * Notes when a session was last known not to be quiet, so that nobody looks before it may be; without effect for one
     * that is not being served.
     */
    void heard(SessionId session, Instant at);
}
