package io.kefu.domain.session;

import io.kefu.domain.text.Word;
import java.util.Map;
import java.util.Optional;

/** The state of a session; the API calls it {@code status}. */
public enum SessionState implements Word {
    /** Waits in the queue. */
    WAITING,
    /** A kefu serves it. */
    ACTIVE,
    /** Closed, which is final. */
    CLOSED;

    private static final Map<String, SessionState> BY_WORD = Word.index(SessionState.class);

    /** Whether a session in this state may change to another state. */
    public boolean mayBecome(SessionState next) {
        return switch (this) {
            case WAITING -> next == ACTIVE || next == CLOSED;
            case ACTIVE -> true;
            case CLOSED -> false;
        };
    }

    /** The state with this value in the API. */
    public static Optional<SessionState> ofWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
