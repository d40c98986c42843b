package io.kefu.application.file;

import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.Thumbnails;
import io.kefu.application.file.port.Thumbnails.Thumbnail;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.file.StoredFile;
import java.io.InputStream;

/** A file that the caller may read, with access to its content and thumbnails. */
public final class FoundFile {
    /** The smallest size of a thumbnail in pixels. */
    public static final int MIN_THUMBNAIL = 16;

    /** The largest size of a thumbnail in pixels. */
    public static final int MAX_THUMBNAIL = 1_024;

    private final StoredFile file;
    private final FileContents contents;
    private final Thumbnails thumbnails;

    FoundFile(StoredFile file, FileContents contents, Thumbnails thumbnails) {
        this.file = file;
        this.contents = contents;
        this.thumbnails = thumbnails;
    }

    public StoredFile file() {
        return file;
    }

    /**
     * Checks that the content exists. Blocks.
     *
     * @throws DomainException {@link ErrorCode#FILE_NOT_FOUND} if it does not
     */
    public void requireContent() {
        if (!contents.has(file.id())) {
            throw DomainException.of(ErrorCode.FILE_NOT_FOUND);
        }
    }

    /**
     * Opens a part of the content. The caller closes the stream. Blocks.
     *
     * @param from the index of the first byte, from 0
     * @param length the number of bytes; the content must have them
     * @throws DomainException {@link ErrorCode#FILE_NOT_FOUND} if the content does not exist
     */
    public InputStream open(long from, long length) {
        return contents.open(file.id(), from, length).orElseThrow(() -> DomainException.of(ErrorCode.FILE_NOT_FOUND));
    }

    /** The thumbnail of the picture, see {@link Thumbnails#of}. Blocks. */
    public Thumbnail thumbnail(int size) {
        if (size < MIN_THUMBNAIL || size > MAX_THUMBNAIL) {
            throw DomainException.invalid("thumbnail", Reason.RANGE, MIN_THUMBNAIL, MAX_THUMBNAIL);
        }
        return thumbnails.of(file, size);
    }
}
