package io.kefu.application.archive.port;

import io.kefu.domain.message.Message;

/**
 * An entry of a conversation's log as the archive stores it.
 *
 * @param message the message; its status is {@code SENT} or {@code RECALLED}, because the others follow from the cursors
 * @param byFirst the number of entries up to this one that the first side wrote
 */
public record ArchivedEntry(Message message, long byFirst) {}
