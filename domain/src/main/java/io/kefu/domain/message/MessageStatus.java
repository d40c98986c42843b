package io.kefu.domain.message;

import java.util.Locale;

/** How far a message has got; the API calls it {@code status}. */
public enum MessageStatus {
    /** It is stored. */
    SENT,
    /** It has arrived at the other side. */
    DELIVERED,
    /** The other side has read it. */
    READ,
    /** It was taken back: its content is gone, its place remains. */
    RECALLED;

    /** The status as the API spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
