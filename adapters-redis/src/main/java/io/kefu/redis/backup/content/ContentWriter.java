package io.kefu.redis.backup.content;

import io.kefu.application.file.port.FileContents;
import io.kefu.domain.file.FileId;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.backup.record.RecordSource;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes contents of a backup into the store of the files. It replaces a content that the store has already; both are equal,
 * because contents never change.
 */
public final class ContentWriter {
    private final FileContents contents;

    public ContentWriter(FileContents contents) {
        this.contents = contents;
    }

    /**
     * Writes a content. Blocks until it is durable.
     *
     * @param first the first part of the content
     * @param records the records after it, from which all other records of this content are taken
     * @throws UncheckedIOException if the backup cannot be read
     * @throws io.kefu.domain.error.DomainException if the store refuses the content or does not answer
     */
    public void write(BackupRecord first, RecordSource records) {
        try {
            contents.store(new FileId(FileId.PREFIX + first.id()), new ContentStream(first, records));
        } catch (ContentStream.Discarded incomplete) {
            // The backup only has a part of this content, and reported it when it was written. The store keeps nothing
            // of it.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
