package io.kefu.application.file.port;

import io.kefu.domain.file.FileId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps files' contents. Blocks. Whatever the store itself cannot do for the time being, because it is full, silent or
 * gone, throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}. Any number of nodes may use one store.
 */
public interface FileContents {

    /**
     * Stores a content while reading it, in pieces. It is there as a whole, and durably, once this returns; if it throws,
     * nothing is left, and if the process dies, nothing but what {@link #sweep} removes.
     *
     * @param content is read to its end and not closed
     * @throws IOException what reading the content threw; so does anything unchecked that it throws
     */
    void store(FileId id, InputStream content) throws IOException;

    /** Whether a content is there. */
    boolean has(FileId id);

    /**
     * Opens a part of a content.
     *
     * @param from the first byte, 0 to the content's length
     * @param length how many bytes, which must be there
     * @return exactly those bytes, to be closed by the caller, where reading on throws {@link IOException} if the content
     *     goes away meanwhile; nothing for a content that is not there
     */
    Optional<InputStream> open(FileId id, long from, long length);

    /** Removes a content. Removing one that is not there is fine. */
    void delete(FileId id);

    /** The contents of a group (see {@link FileId#group()}) and when each was stored, by the store's clock. */
    Map<FileId, Instant> inGroup(int group);

    /** Removes what was begun before that time and never finished. */
    void sweep(Instant before);

    /** The text that {@link #mark} left in this store; nothing in a new one. */
    Optional<String> mark();

    /** Leaves a text in this store, by which it is known again. */
    void mark(String mark);
}
