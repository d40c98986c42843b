package io.kefu.application.session.port;

import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The sessions at the desk for which something is overdue: a pending assignment, an unfinished closing, an abandoned or idle
 * session. Each call is one round trip and blocks, unless stated otherwise. A store that does not answer in time throws a
 * {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public interface OverdueSessions {
    /**
     * Marks an open session as pending before it is closed, so that {@link #pending} finds it if the node dies. Has no effect
     * on a session that is not open.
     */
    void startClosing(SessionId session, Instant now);

    /** Records that an assignment was applied in the conversation. Has no effect if the desk has a newer assignment. */
    void markApplied(Desk.Assignment assignment);

    /** Assignments that were made at a time or before and are not applied yet, the oldest first. */
    List<Desk.Assignment> pending(Instant before, int limit);

    /**
     * The assignments of waiting sessions that were opened at a time or before and whose customer has had no socket and no
     * {@linkplain #recordActivity activity} since then, those with the longest absence first.
     */
    List<Desk.Assignment> abandoned(Instant since, int limit);

    /**
     * Records a call of a customer, who may be waiting without a socket. A time before the recorded one is ignored. Does not
     * block. A failure of the store is ignored.
     *
     * @param window a call may be ignored that comes less than this after another call that this node recorded
     */
    void recordActivity(UserId customer, Instant at, Duration window);

    /**
     * Records that a customer is being disabled, deleted or blocked, so that a sweep finds a session that stays open.
     *
     * @param at the present time, or a later one so that the sweep finds the customer later; replaces an earlier record
     */
    void startBlocking(UserId customer, Instant at);

    /**
     * The customers whom {@link #startBlocking} recorded with the given time or an earlier one, and {@link
     * #finishBlocking} was not called yet, the oldest first.
     */
    List<UserId> unfinishedBlockings(Instant before, int limit);

    /** Records that the session of a disabled, deleted or blocked customer is closed. */
    void finishBlocking(UserId customer);

    /**
     * The active sessions whose recorded time, of the assignment or of {@link #markNotIdle}, is not after the given
     * time, the oldest first.
     */
    List<SessionId> idle(Instant since, int limit);

    /**
     * Records when an active session was last not idle, so that {@link #idle} returns it only after the idle time. Has no
     * effect on another session.
     */
    void markNotIdle(SessionId session, Instant at);
}
