package io.kefu.filestore.container;

import io.kefu.domain.file.MediaType;

/**
 * Detects the media type of one container while its bytes are read. A reader keeps at most a few hundred bytes, does not
 * throw for any content, and needs time in proportion to the number of bytes. Not thread-safe.
 */
public interface ContainerReader {

    /** Reads the next bytes of the content, in order, beginning with the first byte. */
    void update(byte[] bytes, int offset, int length);

    /** The type of the content according to the bytes read so far. */
    MediaType type();
}
