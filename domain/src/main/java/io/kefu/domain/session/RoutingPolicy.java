package io.kefu.domain.session;

import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who serves a customer. It proposes; the desk, which alone sees every node's changes, makes sure that nobody
 * gets more than they may have. Implementations are pure: the same request and candidates give the same answer.
 */
public interface RoutingPolicy {

    /** Picks one of the candidates, or none when nobody fits. */
    Optional<UserId> choose(Request request, List<Candidate> candidates);

    /**
     * Somebody to be served.
     *
     * @param type the session's type
     * @param preferred the kefu whom the customer asked for, else the one who served last; null for neither
     * @param passedOnBy the kefu who just gave the session back and must not get it again; null for none
     */
    record Request(
            String type,
            @Nullable UserId preferred,
            @Nullable UserId passedOnBy) {}

    /**
     * A kefu who is online.
     *
     * @param openSessions how many sessions the kefu has open
     * @param maxSessions how many the kefu may have open
     * @param skills the session types that the kefu serves; empty means all
     * @param idleSince when the kefu was last given a session; {@link Instant#EPOCH} for never
     */
    record Candidate(UserId kefu, int openSessions, int maxSessions, Set<String> skills, Instant idleSince) {
        /** Whether the kefu has room and the skill, and did not just give the session back. */
        public boolean fits(Request request) {
            return openSessions < maxSessions
                    && (skills.isEmpty() || skills.contains(request.type()))
                    && !kefu.equals(request.passedOnBy());
        }
    }

    /** The house's own policy: the preferred kefu, then the fewest open sessions, then the longest idle. */
    static RoutingPolicy standard() {
        return (request, candidates) -> candidates.stream()
                .filter(candidate -> candidate.fits(request))
                .min(Comparator.comparing((Candidate c) -> !c.kefu().equals(request.preferred()))
                        .thenComparingInt(Candidate::openSessions)
                        .thenComparing(Candidate::idleSince)
                        .thenComparing(Candidate::kefu))
                .map(Candidate::kefu);
    }
}
