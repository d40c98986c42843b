package io.kefu.application.retention.port;

import io.kefu.application.archive.port.ArchivableLogs.LogState;
import io.kefu.domain.file.FileId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Finds and removes the oldest messages of conversations, in the logs and in the archive. Thread-safe. All methods block. They
 * throw a {@code DomainException} with code {@code SERVICE_UNAVAILABLE} if a store does not answer.
 */
public interface OldMessages {

    /**
     * Finds the messages of a conversation that are older than a time. Of a segment in the archive, messages are only found if
     * all of the segment are older. Messages of an open session are not found.
     *
     * @return empty if there is none, or if a segment cannot be read
     */
    Optional<Removable> find(LogState log, Instant before);

    /**
     * Removes messages for good, in one step. Cursors and unread counts do not include them any more, and reads begin after them.
     *
     * @param deleteSegmentsFrom the time from which the objects of removed segments are deleted, because a reader may still use
     *     them
     * @return false, and nothing changed, if the conversation was changed since the messages were found
     */
    boolean remove(Removable removable, Instant deleteSegmentsFrom);

    /** Removes messages that are older than a time from the lists of newest messages. */
    void removeFromLists(Instant before);

    /**
     * The oldest messages of a conversation.
     *
     * @param after the last seq that was removed before, 0 for none
     * @param last the last seq to remove
     * @param byFirst the number of entries up to {@code last} that the first side wrote
     * @param files the files that only these messages name, in all conversations
     */
    record Removable(LogState log, long after, long last, long byFirst, Set<FileId> files) {
        /** The number of log entries. */
        public long entries() {
            return last - after;
        }
    }
}
