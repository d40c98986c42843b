package io.kefu.application.session;

import io.kefu.application.session.port.Desk;
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
public final class AssignWaiting {
    private static final int BATCH = 100;

    private final Desk desk;
    private final SessionStore sessions;
    private final RoutingPolicy policy;
    private final InstantSource clock;

    public AssignWaiting(Desk desk, SessionStore sessions, RoutingPolicy policy, InstantSource clock) {
        this.desk = desk;
        this.sessions = sessions;
        this.policy = policy;
        this.clock = clock;
    }

    /** Assigns whatever can be assigned. */
    public void assign() {
        int offset = 0;
        boolean done = false;
        while (!done) {
            Instant now = clock.instant();
            Desk.Snapshot snapshot = desk.snapshot(offset, BATCH, now);
            boolean progress = assign(snapshot, now);
            // Those who found nobody stay in the way of those behind them, whom another skill may help.
            offset = progress ? 0 : offset + BATCH;
            done = !progress && (snapshot.waiting().size() < BATCH || !hasRoom(snapshot));
        }
    }

    /** Whether something was assigned, so that looking again may find more. */
    private boolean assign(Desk.Snapshot snapshot, Instant now) {
        List<Candidate> candidates = new ArrayList<>(snapshot.candidates());
        boolean progress = false;
        for (Desk.Waiting waiting : snapshot.waiting()) {
            Optional<UserId> chosen = policy.choose(waiting.request(), candidates);
            if (chosen.isEmpty()) {
                continue;
            }
            Optional<Desk.Placement> placement = desk.assign(waiting.session(), chosen.get(), now);
            if (placement.isPresent()) {
                sessions.place(placement.get(), null);
                progress = true;
            }
            candidates.replaceAll(c -> c.kefu().equals(chosen.get()) ? oneMore(c, now) : c);
        }
        return progress;
    }

    private static boolean hasRoom(Desk.Snapshot snapshot) {
        return snapshot.candidates().stream().anyMatch(c -> c.openSessions() < c.maxSessions());
    }

    private static Candidate oneMore(Candidate c, Instant now) {
        return new Candidate(c.kefu(), c.openSessions() + 1, c.maxSessions(), c.skills(), now);
    }
}
