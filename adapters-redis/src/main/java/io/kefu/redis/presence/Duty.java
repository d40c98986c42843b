package io.kefu.redis.presence;

import io.kefu.domain.presence.KefuStatus;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Fields;
import java.time.Instant;
import java.util.Set;

/**
 * A kefu on duty, a value of {@link DeskKeys#KEFU}. {@code codec.lua} has the same fields in the same order.
 *
 * @param status the chosen status, which is valid until the end of the lease
 * @param limit the maximum number of sessions
 * @param assigned when a session was last assigned to the kefu; {@link Instant#EPOCH} for never
 */
public record Duty(KefuStatus status, Instant leaseEnd, int limit, Instant assigned, Set<String> skills) {

    /** Decodes a value of the hash. */
    public static Duty parse(String text) {
        String[] parts = text.split(" ", -1);
        return new Duty(
                KefuStatus.chosen(parts[0]).orElseThrow(),
                Fields.time(parts[1]),
                Integer.parseInt(parts[2]),
                Fields.time(parts[3]),
                parts[4].isEmpty() ? Set.of() : Set.of(parts[4].split(",", -1)));
    }

    /** The status at a time: the chosen status until the lease ends, then {@code OFFLINE}. */
    public KefuStatus statusAt(Instant now) {
        return leaseEnd.isAfter(now) ? status : KefuStatus.OFFLINE;
    }
}
