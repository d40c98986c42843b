package io.kefu.domain.session;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.Texts;
import io.kefu.domain.user.Role;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When and why a session was closed.
 *
 * @param at the time of closing, to the millisecond
 * @param reason 1 to {@value #MAX_REASON} characters on one line: one of the constants below if the service closed the session,
 *     else the reason that the user gave
 */
public record Ending(Instant at, String reason) {
    /** The customer did not answer for long. */
    public static final String IDLE = "idle";

    /** The customer went away while the session waited. */
    public static final String ABANDONED = "abandoned";

    /**
     * The store lost the closing of the session, which was closed again later, or the customer was erased during the
     * opening.
     */
    public static final String LOST = "lost";

    /** The customer was disabled or deleted. */
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
     * The ending by a user.
     *
     * @param reason the reason that the user gave, which cannot be one of the reasons of the service; null for the default,
     *     {@code closed_by_} and the role
     */
    public static Ending by(Role role, @Nullable String reason, Instant at) {
        if (reason != null && RESERVED.contains(reason)) {
            throw DomainException.invalid("reason", Reason.RESERVED);
        }
        return new Ending(at, reason == null ? "closed_by_" + role.word() : reason);
    }
}
