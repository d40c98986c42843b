package io.kefu.application.archive.port;

import java.util.List;
import java.util.Optional;

/**
 * Stores the older entries of conversations, in segments. The store of the logs knows which segments belong to a conversation;
 * the archive only has their contents. Thread-safe; any number of nodes may use one archive. All methods block. They throw a
 * {@code DomainException} with code {@code SERVICE_UNAVAILABLE} if the archive is full, does not answer or cannot be reached.
 */
public interface ConversationArchive {

    /**
     * Stores a segment, or replaces it. Once this returns, the segment is durable, was read back and has the same entries.
     *
     * @param entries all entries from {@code segment.first()} to {@code segment.last()}, in order
     * @return the size of the stored segment in bytes
     */
    long write(Segment segment, List<ArchivedEntry> entries);

    /**
     * Reads a segment.
     *
     * @return all its entries, in order; empty if there is no such segment
     * @throws DamagedSegmentException if the stored segment is not what was written
     */
    Optional<List<ArchivedEntry>> read(Segment segment);

    /** Deletes a segment. Does nothing if it does not exist. */
    void delete(Segment segment);
}
