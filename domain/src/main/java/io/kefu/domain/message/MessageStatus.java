package io.kefu.domain.message;

import java.util.Locale;

/** The delivery status of a message; the API calls it {@code status}. */
public enum MessageStatus {
    /** The message is stored. */
    SENT,
    /** The message has arrived at the peer. */
    DELIVERED,
    /** The peer has read the message. */
    READ,
    /** The message was recalled: its content was removed, a tombstone remains. */
    RECALLED;

    /** The status as the API spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
