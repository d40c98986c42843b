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
     * The placements of waiting sessions that were opened before a time and whose customer has had no socket and was
     * not {@linkplain #heardFrom heard from} since then, the longest absent first.
     */
    List<Desk.Placement> abandoned(Instant since, int limit);

    /**
     * Notes a sign of life of a customer, who may be waiting without a socket. A time before the known one changes
     * nothing. Does not block. A failure of the store is ignored.
     *
     * @param window a call may be ignored that comes less than this after another call that this node noted
     */
    void heardFrom(UserId customer, Instant at, Duration window);

    /**
     * Notes that a customer is about to be disabled or deleted, so that a later sweep finds a session that is still
     * open.
     */
    void blocking(UserId customer, Instant now);

    /** The customers who were noted by {@link #blocking} at a time or before it, the oldest note first. */
    List<UserId> blocked(Instant before, int limit);

    /** Removes the note of {@link #blocking}. */
    void blockingDone(UserId customer);

    /** The sessions being served that were last looked at, or begun to be served, before a time, the oldest first. */
    List<SessionId> quiet(Instant since, int limit);

    /**
     * Notes when a session was last known not to be quiet, so that nobody looks before it may be; without effect for one
     * that is not being served.
     */
    void heard(SessionId session, Instant at);
}
