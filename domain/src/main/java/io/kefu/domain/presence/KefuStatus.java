package io.kefu.domain.presence;

import java.util.Locale;
import java.util.Optional;

/** Whether a kefu takes customers. */
public enum KefuStatus {
    /** There, and takes new sessions. */
    ONLINE,
    /** There, serves those already assigned, and takes no new ones. */
    BUSY,
    /** There in principle; takes no new sessions. */
    AWAY,
    /** Not there. */
    OFFLINE;

    /** The status as the API spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status that a kefu may choose by this word; {@link #OFFLINE} comes from silence alone. */
    public static Optional<KefuStatus> chosen(String word) {
        return switch (word) {
            case "online" -> Optional.of(ONLINE);
            case "busy" -> Optional.of(BUSY);
            case "away" -> Optional.of(AWAY);
            default -> Optional.empty();
        };
    }
}
