package io.kefu.domain.presence;

import java.util.Locale;
import java.util.Optional;

/** The status of a kefu, which decides whether new sessions are assigned to them. */
public enum KefuStatus {
    /** New sessions are assigned to the kefu. */
    ONLINE,
    /** The kefu serves the sessions that they have, and gets no new ones. */
    BUSY,
    /** The kefu is not at their desk for now, and gets no new sessions. */
    AWAY,
    /** The kefu is not on duty, or their lease has ended. */
    OFFLINE;

    /** The status as the API spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status that a kefu may choose by this word; empty for any other word, including that of {@link #OFFLINE}. */
    public static Optional<KefuStatus> chosen(String word) {
        return switch (word) {
            case "online" -> Optional.of(ONLINE);
            case "busy" -> Optional.of(BUSY);
            case "away" -> Optional.of(AWAY);
            default -> Optional.empty();
        };
    }
}
