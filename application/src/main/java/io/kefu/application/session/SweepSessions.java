package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.Desk.Placement;
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
import java.util.List;
import java.util.Optional;

/**
 * Looks after the sessions of the whole house: finishes what a node that died left half done, passes on the sessions of kefu
 * who fell silent, closes those that customers left, and serves the queue. Every step may be repeated, and be repeated by
 * another node at the same time.
 */
@UseCase
public final class SweepSessions {
    private static final int BATCH = 100;

    private final Desk desk;
    private final OverdueSessions overdue;
    private final SessionStore sessions;
    private final Follow follow;
    private final AssignWaiting assignWaiting;
    private final InstantSource clock;
    private final SessionTimes times;

    public SweepSessions(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            AssignWaiting assignWaiting,
            InstantSource clock,
            SessionTimes times) {
        this.desk = desk;
        this.overdue = overdue;
        this.sessions = sessions;
        this.follow = new Follow(desk, overdue, sessions);
        this.assignWaiting = assignWaiting;
        this.clock = clock;
        this.times = times;
    }

    /** Looks once at everything. Blocks; at least five round trips. */
    public void sweep() {
        Instant now = clock.instant();
        settle(now);
        passOn(now);
        closeAbandoned(now);
        closeIdle(now);
        assignWaiting.assign();
    }

    private void settle(Instant now) {
        List<Placement> batch;
        do {
            batch = overdue.unsettled(now.minus(times.settled()), BATCH);
            for (Placement placement : batch) {
                Session session = follow.place(placement);
                if (session.state() != SessionState.CLOSED) {
                    sessions.tellAll(session);
                }
            }
        } while (batch.size() == BATCH);
    }

    private void passOn(Instant now) {
        List<Placement> released;
        do {
            released = desk.releaseSilent(now.minus(times.silent()), now);
            released.forEach(follow::place);
        } while (!released.isEmpty());
    }

    private void closeAbandoned(Instant now) {
        Ending ending = new Ending(now, Ending.ABANDONED);
        List<Placement> batch;
        do {
            batch = overdue.abandoned(now.minus(times.abandoned()), BATCH);
            batch.forEach(placement -> follow.end(placement.session(), ending, new Only.IfWaiting(placement)));
        } while (batch.size() == BATCH);
    }

    private void closeIdle(Instant now) {
        Ending ending = new Ending(now, Ending.IDLE);
        Instant since = now.minus(times.idle());
        List<SessionId> batch;
        do {
            batch = overdue.quiet(since, BATCH);
            for (SessionId id : batch) {
                Optional<Instant> heard =
                        follow.end(id, ending, new Only.IfQuietSince(since)).map(Closing::lastHeard);
                overdue.heard(id, heard.orElse(now));
            }
        } while (batch.size() == BATCH);
    }
}
