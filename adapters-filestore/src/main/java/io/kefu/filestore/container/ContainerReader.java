package io.kefu.filestore.container;

import io.kefu.domain.file.MediaType;

/**
 * Reads a container while its content passes by, from the first byte on. It keeps a few hundred bytes at most, never throws
 * because of what it reads, and takes time in proportion to the number of bytes. For one thread.
 */
public interface ContainerReader {

    /** Takes the content's next bytes. */
    void update(byte[] bytes, int offset, int length);

    /** The content's type by what has been read so far. */
    MediaType type();
}
