package io.kefu.domain.session;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.Texts;
import io.kefu.domain.user.Role;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a session ended.
 *
 * @param at when
 * @param reason why, 1 to {@value #MAX_REASON} characters on one line: one of the service's own below, or what whoever
 *     closed it said
 */
public record Ending(Instant at, String reason) {
    /** The customer had nothing more to say. */
    public static final String IDLE = "idle";

    /** The customer left before anybody served them. */
    public static final String ABANDONED = "abandoned";

    /** Its end was lost with a store, and was noticed later. */
    public static final String LOST = "lost";

    /** Its customer was disabled or deleted. */
    public static final String BLOCKED = "blocked";

    public static final int MAX_REASON = 100;

    private static final Set<String> RESERVED = Set.of(IDLE, ABANDONED, LOST, BLOCKED);

    public Ending {
        Texts.requireNotBlank("reason", reason, MAX_REASON);
        if (reason.chars().anyMatch(Character::isISOControl)) {
            throw DomainException.invalid("reason", Reason.MALFORMED);
        }
    }

    /**
     * Somebody closes it.
     *
     * @param reason what they said; null for nothing, which reads {@code closed_by_} and their role. The service's own
     *     reasons are not theirs to give
     */
    public static Ending by(Role role, @Nullable String reason, Instant at) {
        if (reason != null && RESERVED.contains(reason)) {
            throw DomainException.invalid("reason", Reason.RESERVED);
        }
        return new Ending(at, reason == null ? "closed_by_" + role.word() : reason);
    }
}
