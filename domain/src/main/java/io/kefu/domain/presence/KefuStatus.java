package io.kefu.domain.presence;

import io.kefu.domain.text.Word;
import java.util.Map;
import java.util.Optional;

/** The status of a kefu, which decides whether new sessions are assigned to them. */
public enum KefuStatus implements Word {
    /** New sessions are assigned to the kefu. */
    ONLINE,
    /** The kefu serves the sessions that they have, and gets no new ones. */
    BUSY,
    /** The kefu is not at their desk for now, and gets no new sessions. */
    AWAY,
    /** The kefu is not on duty, or their lease has ended. */
    OFFLINE;

    private static final Map<String, KefuStatus> BY_WORD = Word.index(KefuStatus.class);

    /** The status that a kefu may choose by this word; empty for any other word, including that of {@link #OFFLINE}. */
    public static Optional<KefuStatus> chosen(String word) {
        return Optional.ofNullable(BY_WORD.get(word)).filter(status -> status != OFFLINE);
    }
}
