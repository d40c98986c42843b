package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.session.RoutingPolicy;
import io.kefu.domain.session.RoutingPolicy.Candidate;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives waiting sessions to kefu who have room, oldest first, until nobody fits any more. It is called wherever room
 * may have appeared; calling it without need does no harm, and any number of nodes may do so at once.
 */
@UseCase
public final class AssignWaiting {
    private static final int BATCH = 100;

    /** How often the desk may refuse all that was tried; a policy that proposes whom it must not ends here. */
    private static final int MAX_LOST = 10;

    private final Desk desk;
    private final Follow follow;
    private final RoutingPolicy policy;
    private final InstantSource clock;

    public AssignWaiting(
            Desk desk, OverdueSessions overdue, SessionStore sessions, RoutingPolicy policy, InstantSource clock) {
        this.desk = desk;
        this.follow = new Follow(desk, overdue, sessions);
        this.policy = policy;
        this.clock = clock;
    }

    /** Assigns whatever can be assigned. */
    public void assign() {
        int offset = 0;
        int lost = 0;
        boolean done = false;
        while (!done) {
            Instant now = clock.instant();
            Desk.Snapshot snapshot = desk.snapshot(offset, BATCH, now);
            switch (assign(snapshot, now)) {
                case ASSIGNED -> offset = 0;
                case LOST -> done = ++lost == MAX_LOST;
                case NOBODY_FITS -> {
                    // Those who found nobody stay in the way of those behind them, whom another skill may help.
                    offset += BATCH;
                    done = snapshot.waiting().size() < BATCH || !hasRoom(snapshot);
                }
            }
        }
    }

    private Outcome assign(Desk.Snapshot snapshot, Instant now) {
        List<Candidate> candidates = new ArrayList<>(snapshot.candidates());
        Outcome outcome = Outcome.NOBODY_FITS;
        for (Desk.Waiting waiting : snapshot.waiting()) {
            Optional<UserId> chosen = policy.choose(waiting.request(), candidates);
            if (chosen.isEmpty()) {
                continue;
            }
            Optional<Desk.Placement> placement = desk.assign(waiting.session(), chosen.get(), now);
            if (placement.isPresent()) {
                follow.place(placement.get());
                outcome = Outcome.ASSIGNED;
            } else if (outcome == Outcome.NOBODY_FITS) {
                outcome = Outcome.LOST;
            }
            candidates.replaceAll(c -> c.kefu().equals(chosen.get()) ? oneMore(c, now) : c);
        }
        return outcome;
    }

    /** What a look at the desk came to. */
    private enum Outcome {
        /** Something was assigned: looking again may find more. */
        ASSIGNED,
        /** The desk refused, since it had changed meanwhile: look again, somebody else may have room. */
        LOST,
        /** There was nothing to try. */
        NOBODY_FITS
    }

    private static boolean hasRoom(Desk.Snapshot snapshot) {
        return snapshot.candidates().stream().anyMatch(c -> c.openSessions() < c.maxSessions());
    }

    private static Candidate oneMore(Candidate c, Instant now) {
        return new Candidate(c.kefu(), c.openSessions() + 1, c.maxSessions(), c.skills(), now);
    }
}
