package io.kefu.domain.session;

import java.util.Locale;
import java.util.Optional;

/** The state of a session; the API calls it {@code status}. */
public enum SessionState {
    /** Waits in the queue. */
    WAITING,
    /** A kefu serves it. */
    ACTIVE,
    /** Closed, which is final. */
    CLOSED;

    /** Whether a session in this state may change to another state. */
    public boolean mayBecome(SessionState next) {
        return switch (this) {
            case WAITING -> next == ACTIVE || next == CLOSED;
            case ACTIVE -> true;
            case CLOSED -> false;
        };
    }

    /** The value in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state with this value in the API. */
    public static Optional<SessionState> ofWord(String word) {
        return switch (word) {
            case "waiting" -> Optional.of(WAITING);
            case "active" -> Optional.of(ACTIVE);
            case "closed" -> Optional.of(CLOSED);
            default -> Optional.empty();
        };
    }
}
