package io.kefu.domain.message;

import io.kefu.domain.text.Word;

/** The delivery status of a message; the API calls it {@code status}. */
public enum MessageStatus implements Word {
    /** The message is stored. */
    SENT,
    /** The message has arrived at the peer. */
    DELIVERED,
    /** The peer has read the message. */
    READ,
    /** The message was recalled: its content was removed, a tombstone remains. */
    RECALLED;
}
