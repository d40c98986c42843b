package io.kefu.application.file;

import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.Thumbnails;
import io.kefu.application.file.port.Thumbnails.Thumbnail;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.file.StoredFile;
import java.io.InputStream;

/** A file that its reader may read. */
public final class FoundFile {
    /** The smallest thumbnail that can be asked for, in pixels. */
    public static final int MIN_THUMBNAIL = 16;

    /** The largest one. */
    public static final int MAX_THUMBNAIL = 1_024;

    private final StoredFile file;
    private final FileContents contents;
    private final Thumbnails thumbnails;

    FoundFile(StoredFile file, FileContents contents, Thumbnails thumbnails) {
        this.file = file;
        this.contents = contents;
        this.thumbnails = thumbnails;
    }

    /** What is known of it. */
    public StoredFile file() {
        return file;
    }

    /** Makes sure that its content is there. Blocks; throws as {@link #open} does. */
    public void requireContent() {
        if (!contents.has(file.id())) {
            throw DomainException.of(ErrorCode.FILE_NOT_FOUND);
        }
    }

    /**
     * A part of its content, to be closed by the caller. Blocks.
     *
     * @param from the first byte, from 0
     * @param length how many bytes, which must be there
     */
    public InputStream open(long from, long length) {
        return contents.open(file.id(), from, length).orElseThrow(() -> DomainException.of(ErrorCode.FILE_NOT_FOUND));
    }

    /** A small picture of it, as {@link Thumbnails} says. Blocks. */
    public Thumbnail thumbnail(int size) {
        if (size < MIN_THUMBNAIL || size > MAX_THUMBNAIL) {
            throw DomainException.invalid("thumbnail", Reason.RANGE, MIN_THUMBNAIL, MAX_THUMBNAIL);
        }
        return thumbnails.of(file, size);
    }
}
