package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.hours.port.Hours;
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
 * Assigns waiting sessions to kefu with free capacity, in the order of the queue, until no kefu fits any more. It is called
 * whenever a kefu may have got free capacity. Outside the working hours it assigns nothing. It may be called without need and on several nodes at the same time.
 */
@UseCase
public final class AssignWaiting {
    private static final int BATCH = 100;

    /** How many rounds in a row may end without an assignment, so that a policy with wrong choices cannot loop for ever. */
    private static final int MAX_REFUSED = 10;

    private final Desk desk;
    private final SessionSync sync;
    private final RoutingPolicy policy;
    private final Hours hours;
    private final InstantSource clock;

    public AssignWaiting(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            RoutingPolicy policy,
            Hours hours,
            InstantSource clock) {
        this.desk = desk;
        this.sync = new SessionSync(desk, overdue, sessions);
        this.policy = policy;
        this.hours = hours;
        this.clock = clock;
    }

    /** Assigns all sessions that can be assigned. Blocks. */
    public void assign() {
        int offset = 0;
        int refused = 0;
        boolean done = !hours.isOpen(clock.instant());
        while (!done) {
            Instant now = clock.instant();
            Desk.Snapshot snapshot = desk.snapshot(offset, BATCH, now);
            switch (assign(snapshot, now)) {
                case ASSIGNED -> offset = 0;
                case REFUSED -> done = ++refused == MAX_REFUSED;
                case NONE_FITS -> {
                    // A kefu may fit the sessions behind these, which have other types.
                    offset += BATCH;
                    done = snapshot.waiting().size() < BATCH || !hasFreeCapacity(snapshot);
                }
            }
        }
    }

    private Outcome assign(Desk.Snapshot snapshot, Instant now) {
        List<Candidate> candidates = new ArrayList<>(snapshot.candidates());
        Outcome outcome = Outcome.NONE_FITS;
        for (Desk.Waiting waiting : snapshot.waiting()) {
            Optional<UserId> chosen = policy.choose(waiting.request(), candidates);
            if (chosen.isEmpty()) {
                continue;
            }
            Optional<Desk.Assignment> assignment = desk.assign(waiting.session(), chosen.get(), now);
            if (assignment.isPresent()) {
                sync.apply(assignment.get());
                outcome = Outcome.ASSIGNED;
            } else if (outcome == Outcome.NONE_FITS) {
                outcome = Outcome.REFUSED;
            }
            candidates.replaceAll(c -> c.kefu().equals(chosen.get()) ? withOneMore(c, now) : c);
        }
        return outcome;
    }

    /** The result of one round. */
    private enum Outcome {
        /** A session was assigned. The next round may assign more. */
        ASSIGNED,
        /** The desk refused every choice, because it had changed meanwhile. The next round may choose other kefu. */
        REFUSED,
        /** No candidate fits any of the sessions. */
        NONE_FITS
    }

    private static boolean hasFreeCapacity(Desk.Snapshot snapshot) {
        return snapshot.candidates().stream().anyMatch(c -> c.openSessions() < c.maxSessions());
    }

    private static Candidate withOneMore(Candidate c, Instant now) {
        return new Candidate(c.kefu(), c.openSessions() + 1, c.maxSessions(), c.skills(), now);
    }
}
