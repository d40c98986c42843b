package io.kefu.application.file.port;

import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import java.nio.ByteBuffer;

/**
 * Makes small pictures of large ones, a bounded number at a time, and keeps some for the next time. The caller's thread
 * waits and does none of the work.
 */
public interface Thumbnails {

    /**
     * A picture's thumbnail, turned as its camera was held and without anything that the picture says beside what it shows.
     *
     * @param size the longest side in pixels; a smaller picture keeps its own
     * @throws io.kefu.domain.error.DomainException {@code UNSUPPORTED_MEDIA_TYPE} for what is no picture that can be read, or
     *     one of too many pixels; {@code FILE_NOT_FOUND} if the content is gone; {@code SERVICE_UNAVAILABLE} if too many
     *     wait
     */
    Thumbnail of(StoredFile file, int size);

    /**
     * A small picture.
     *
     * @param bytes its content, read-only; shared, so that readers take a duplicate
     */
    record Thumbnail(MediaType type, ByteBuffer bytes) {}
}
