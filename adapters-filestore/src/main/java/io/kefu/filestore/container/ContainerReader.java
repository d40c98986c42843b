package io.kefu.filestore.container;

import io.kefu.domain.file.MediaType;

/**
 * Finds the media type of a container from the stream of its bytes, beginning with the first one. A reader keeps a few
 * hundred bytes at most, never throws because of the bytes that it reads, and takes time in proportion to their number.
 * Not thread-safe.
 */
public interface ContainerReader {

    /** Takes the content's next bytes. */
    void update(byte[] bytes, int offset, int length);

    /** The content's type by what has been read so far. */
    MediaType type();
}
