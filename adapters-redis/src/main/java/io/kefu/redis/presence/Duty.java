package io.kefu.redis.presence;

import io.kefu.domain.presence.KefuStatus;
import io.kefu.redis.DeskKeys;
import java.time.Instant;
import java.util.Set;

/**
 * A kefu on duty as the scripts write it; {@link DeskKeys#KEFU} says how.
 *
 * @param chosen the status that holds while the lease does
 * @param lastAssigned when the kefu was last given a session; {@link Instant#EPOCH} for not yet
 */
public record Duty(KefuStatus chosen, Instant leaseEnd, int maxSessions, Instant lastAssigned, Set<String> skills) {

    /** Reads what a script wrote. */
    public static Duty parse(String text) {
        String[] parts = text.split(" ", -1);
        return new Duty(
                KefuStatus.chosen(parts[0]).orElseThrow(),
                Instant.ofEpochMilli(Long.parseLong(parts[1])),
                Integer.parseInt(parts[2]),
                Instant.ofEpochMilli(Long.parseLong(parts[3])),
                parts[4].isEmpty() ? Set.of() : Set.of(parts[4].split(",", -1)));
    }

    /** The status at a time: the chosen one before the lease's end. */
    public KefuStatus statusAt(Instant now) {
        return leaseEnd.isAfter(now) ? chosen : KefuStatus.OFFLINE;
    }
}
