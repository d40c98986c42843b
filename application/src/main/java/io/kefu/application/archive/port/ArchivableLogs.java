package io.kefu.application.archive.port;

import io.kefu.domain.conversation.ConversationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The logs of conversations, as far as their older entries move to the archive. Thread-safe. All methods block. They throw a
 * {@code DomainException} with code {@code SERVICE_UNAVAILABLE} if the store of the logs does not answer.
 */
public interface ArchivableLogs {

    /** The used memory of the fullest server as a part of its limit; 0 if no server has a limit. */
    double memoryUsed();

    /** Begins a walk through all conversations. */
    Walk walk();

    /** The time of the first entry at or after a seq that was not recalled; empty if there is none. */
    Optional<Instant> timeFrom(ConversationId conversation, long seq);

    /**
     * Reads entries that are not in the archive, from the one after {@code log.archivedUntil()} on.
     *
     * @param last the last seq to read
     * @return the entries up to {@code last} without a gap; fewer if they are very large, but at least 100; empty if entries left
     *     the log since {@code log} was read (another move, an erasure, a loss of data)
     * @throws IllegalStateException if an entry is missing for another reason
     */
    List<ArchivedEntry> read(LogState log, long last);

    /**
     * Registers the segment from the first entry that is not in the archive to {@code last}, with a new random
     * version. It must be registered before it is written, so that it can be deleted after a crash.
     *
     * @param deleteFrom the time from which the segment is deleted if it is not moved
     * @return empty if the conversation does not exist any more
     */
    Optional<Segment> reserve(LogState log, long last, Instant deleteFrom);

    /**
     * Makes a stored segment a part of its conversation, and removes its entries from the log, in one step.
     *
     * @param entries the entries of the segment
     * @return false, and nothing changed, if the conversation was changed since {@code log} was read (a recall, another move, an
     *     erasure, a loss of data), or if the segment is being deleted
     */
    boolean move(LogState log, Segment segment, List<ArchivedEntry> entries);

    /**
     * Finds segments to delete: those whose time has come and that no conversation has. They cannot be moved any more.
     *
     * @return a limited number of segments; later calls return them again until they are {@link #deleted}, but after all others
     */
    List<Segment> claimUnused(Instant now);

    /**
     * Lets a segment be deleted that was reserved but not moved, unless its conversation has it.
     *
     * @param deleteFrom the time from which {@link #claimUnused} returns it
     */
    void discard(Segment segment, Instant deleteFrom);

    /** Forgets a segment that was deleted from the archive. */
    void deleted(Segment segment);

    /** A walk through all conversations. It also returns a conversation that was created meanwhile, or does not. */
    interface Walk {

        /**
         * The next conversations.
         *
         * @param keys about how many keys of the store are looked at; most of them are not conversations
         */
        List<LogState> next(int keys);

        /** Whether there are no more conversations. */
        boolean isFinished();

        /** How many keys the walk looks at in total, approximately. */
        long size();
    }

    /**
     * The state of a log.
     *
     * @param epoch changes when the conversation is erased, or its newest entries were lost
     * @param archivedUntil the last seq that is in the archive or was removed; 0 for none
     * @param last the last seq
     * @param recalls how many messages were recalled so far
     * @param beforeSession the last seq before the open session; empty if no session is open
     */
    record LogState(
            ConversationId conversation,
            String epoch,
            long archivedUntil,
            long last,
            long recalls,
            OptionalLong beforeSession) {

        /** The state after a move. */
        public LogState movedUntil(long seq) {
            return new LogState(conversation, epoch, seq, last, recalls, beforeSession);
        }
    }
}
