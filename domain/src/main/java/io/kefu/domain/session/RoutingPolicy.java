package io.kefu.domain.session;

import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the kefu for a waiting session. The desk checks the choice and refuses it if the kefu has no free capacity any more.
 * Implementations are pure functions: the same request and candidates give the same result.
 */
public interface RoutingPolicy {

    /** Chooses one of the candidates; empty if none fits. */
    Optional<UserId> choose(Request request, List<Candidate> candidates);

    /**
     * A session to assign.
     *
     * @param type the session's type
     * @param preferred the kefu whom the customer asked for, else the kefu who served the customer last; null for neither
     * @param passedOnBy the kefu who just returned the session to the queue and must not get it again; null for none
     */
    record Request(
            String type,
            @Nullable UserId preferred,
            @Nullable UserId passedOnBy) {}

    /**
     * A kefu who is online.
     *
     * @param openSessions the number of sessions that the kefu serves
     * @param maxSessions the maximum of that number
     * @param skills the session types that the kefu serves; empty means all
     * @param lastAssignedAt when the kefu last got a session; {@link Instant#EPOCH} for never
     */
    record Candidate(UserId kefu, int openSessions, int maxSessions, Set<String> skills, Instant lastAssignedAt) {
        /** Whether the kefu has free capacity and the skill, and did not just return the session to the queue. */
        public boolean fits(Request request) {
            return openSessions < maxSessions
                    && (skills.isEmpty() || skills.contains(request.type()))
                    && !kefu.equals(request.passedOnBy());
        }
    }

    /** The default policy: the preferred kefu, then the fewest open sessions, then the longest idle time. */
    static RoutingPolicy standard() {
        return (request, candidates) -> candidates.stream()
                .filter(candidate -> candidate.fits(request))
                .min(Comparator.comparing((Candidate c) -> !c.kefu().equals(request.preferred()))
                        .thenComparingInt(Candidate::openSessions)
                        .thenComparing(Candidate::lastAssignedAt)
                        .thenComparing(Candidate::kefu))
                .map(Candidate::kefu);
    }
}
