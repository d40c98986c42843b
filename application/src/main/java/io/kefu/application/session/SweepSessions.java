package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.hours.port.Hours;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.port.SessionStore.Closing;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Repairs and cleans up the sessions of the deployment: applies pending assignments of nodes that died, returns the sessions of
 * silent kefu to the queue, closes abandoned and idle sessions, notifies waiting customers that the service has closed, and assigns waiting sessions. Every step may be repeated, also
 * by several nodes at the same time.
 */
@UseCase
public final class SweepSessions {
    private static final int BATCH = 100;

    private final Desk desk;
    private final OverdueSessions overdue;
    private final SessionStore sessions;
    private final SessionSync sync;
    private final AssignWaiting assignWaiting;
    private final Hours hours;
    private final InstantSource clock;
    private final SessionTimes times;
    /** The closed time whose customers this node has notified; empty while there is nothing to notify them of. */
    private volatile Optional<ClosedTime> notified = Optional.empty();

    public SweepSessions(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            AssignWaiting assignWaiting,
            Hours hours,
            InstantSource clock,
            SessionTimes times) {
        this.desk = desk;
        this.overdue = overdue;
        this.sessions = sessions;
        this.sync = new SessionSync(desk, overdue, sessions);
        this.assignWaiting = assignWaiting;
        this.hours = hours;
        this.clock = clock;
        this.times = times;
    }

    /** Does all steps once. Blocks; at least five round trips. */
    public void sweep() {
        Instant now = clock.instant();
        applyPending(now);
        releaseSilent(now);
        closeAbandoned(now);
        closeIdle(now);
        notifyWaiting(now);
        assignWaiting.assign();
    }

    private void applyPending(Instant now) {
        List<Assignment> batch;
        do {
            batch = overdue.pending(now.minus(times.pending()), BATCH);
            for (Assignment assignment : batch) {
                Session session = sync.apply(assignment);
                if (session.state() != SessionState.CLOSED) {
                    sessions.announce(session);
                }
            }
        } while (batch.size() == BATCH);
    }

    private void releaseSilent(Instant now) {
        List<Assignment> released;
        do {
            released = desk.releaseSilent(now.minus(times.silent()), now);
            released.forEach(sync::apply);
        } while (!released.isEmpty());
    }

    private void closeAbandoned(Instant now) {
        Ending ending = new Ending(now, Ending.ABANDONED);
        List<Assignment> batch;
        do {
            batch = overdue.abandoned(now.minus(times.abandoned()), BATCH);
            batch.forEach(assignment -> sync.close(assignment.session(), ending, new Only.IfWaiting(assignment)));
        } while (batch.size() == BATCH);
    }

    /**
     * A time outside the working hours.
     *
     * @param version of the hours
     * @param opensAt when it ends; empty if it does not end
     */
    private record ClosedTime(long version, Optional<Instant> opensAt) {}

    /**
     * Applies the assignments of all waiting sessions once more after the service has closed, by which their customers get the
     * closed message. Sessions that begin to wait later get it when their assignment is applied.
     */
    private void notifyWaiting(Instant now) {
        Hours.Versioned current = hours.current();
        Optional<ClosedTime> closed = current.hours().closedMessage() == null || hours.isOpen(now)
                ? Optional.empty()
                : Optional.of(new ClosedTime(current.version(), current.hours().nextChange(now)));
        if (closed.isPresent() && !closed.equals(notified)) {
            // All are read before the first is handled, because the queue may change meanwhile.
            List<Assignment> waiting = new ArrayList<>();
            Page<Assignment> page;
            do {
                page = desk.waiting(new PageRequest(waiting.size() / PageRequest.MAX_SIZE + 1, PageRequest.MAX_SIZE));
                waiting.addAll(page.items());
            } while (page.items().size() == PageRequest.MAX_SIZE);
            waiting.forEach(sync::apply);
        }
        notified = closed;
    }

    private void closeIdle(Instant now) {
        Ending ending = new Ending(now, Ending.IDLE);
        Instant since = now.minus(times.idle());
        List<SessionId> batch;
        do {
            batch = overdue.idle(since, BATCH);
            for (SessionId id : batch) {
                Optional<Instant> heard =
                        sync.close(id, ending, new Only.IfIdleSince(since)).map(Closing::idleFrom);
                overdue.markNotIdle(id, heard.orElse(now));
            }
        } while (batch.size() == BATCH);
    }
}
