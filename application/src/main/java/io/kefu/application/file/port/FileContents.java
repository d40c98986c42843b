package io.kefu.application.file.port;

import io.kefu.domain.file.FileId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Stores the contents of files. Thread-safe; any number of nodes may use one store. All methods block. They throw a {@code
 * DomainException} with code {@code SERVICE_UNAVAILABLE} if the store is full, does not answer or cannot be reached.
 */
public interface FileContents {

    /**
     * Stores a content while reading it. A content with this id that exists already is replaced. Once this returns, the content is complete and durable. If it throws, nothing
     * remains of the content. If the process dies, {@link #sweep} removes what remains.
     *
     * @param content is read to its end and not closed; checked and unchecked exceptions that it throws reach the caller
     *     unchanged
     * @throws IOException if the content cannot be read
     */
    void store(FileId id, InputStream content) throws IOException;

    /** Whether a content exists. */
    boolean has(FileId id);

    /**
     * Opens a part of a content.
     *
     * @param from the index of the first byte, 0 to the size of the content
     * @param length the number of bytes; the content must have them
     * @return a stream of exactly these bytes, which the caller closes. It throws {@link IOException} if the content is
     *     deleted while it is read. Empty if the content does not exist.
     */
    Optional<InputStream> open(FileId id, long from, long length);

    /** Deletes a content. Does nothing if it does not exist. */
    void delete(FileId id);

    /** The contents of a group (see {@link FileId#group()}), with the time of storing by the clock of the store. */
    Map<FileId, Instant> inGroup(int group);

    /** Removes unfinished uploads that began before the given time. */
    void sweep(Instant before);

    /** The store id; empty for a new store. */
    Optional<String> storeId();

    /** Writes the store id into this store, replacing an earlier one. */
    void setStoreId(String id);
}
