package io.kefu.application.file.port;

import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import java.nio.ByteBuffer;

/**
 * Creates thumbnails of pictures. The number of concurrent creations is limited, and results are cached. Blocks; the
 * caller's thread waits for a worker thread. Thread-safe.
 */
public interface Thumbnails {

    /**
     * The thumbnail of a picture, rotated by the EXIF orientation, without metadata.
     *
     * @param size the longest side in pixels; a smaller picture keeps its size
     * @throws io.kefu.domain.error.DomainException {@code UNSUPPORTED_MEDIA_TYPE} if the file is not a readable picture or
     *     has too many pixels; {@code FILE_NOT_FOUND} if the content does not exist; {@code SERVICE_UNAVAILABLE} if too many
     *     callers wait
     */
    Thumbnail of(StoredFile file, int size);

    /**
     * A thumbnail.
     *
     * @param bytes its content, read-only; the buffer is shared, so readers duplicate it before they read
     */
    record Thumbnail(MediaType type, ByteBuffer bytes) {}
}
