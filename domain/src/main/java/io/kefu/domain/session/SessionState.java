package io.kefu.domain.session;

import java.util.Locale;
import java.util.Optional;

/** Where a session stands; the API calls it {@code status}. */
public enum SessionState {
    /** In the queue. */
    WAITING,
    /** Served by a kefu. */
    ACTIVE,
    /** Over for good. */
    CLOSED;

    /** Whether a session may go from this state to another. */
    public boolean mayBecome(SessionState next) {
        return switch (this) {
            case WAITING -> next == ACTIVE || next == CLOSED;
            case ACTIVE -> true;
            case CLOSED -> false;
        };
    }

    /** The state as the API spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state that the API spells like this, if any does. */
    public static Optional<SessionState> ofWord(String word) {
        return switch (word) {
            case "waiting" -> Optional.of(WAITING);
            case "active" -> Optional.of(ACTIVE);
            case "closed" -> Optional.of(CLOSED);
            default -> Optional.empty();
        };
    }
}
