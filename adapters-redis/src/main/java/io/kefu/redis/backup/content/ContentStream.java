package io.kefu.redis.backup.content;

import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.backup.record.ContentRecords;
import io.kefu.redis.backup.record.RecordKind;
import io.kefu.redis.backup.record.RecordSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The content of a file as a stream, from its records in a backup. Once the stream has ended, all records of the content are taken
 * from their source. Not thread-safe.
 */
final class ContentStream extends InputStream {
    private final RecordSource records;
    private ByteBuffer part;
    private boolean hasEnded;

    /**
     * Makes a stream.
     *
     * @param first the first part
     */
    ContentStream(BackupRecord first, RecordSource records) {
        this.records = records;
        this.part = ByteBuffer.wrap(ContentRecords.bytes(first));
    }

    /** Signals that the parts of the content in the backup must not be used. */
    static final class Discarded extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? Byte.toUnsignedInt(part.get()) : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int read = Math.min(length, part.remaining());
        part.get(buffer, offset, read);
        return read;
    }

    private boolean hasMore() throws IOException {
        while (!part.hasRemaining() && !hasEnded) {
            BackupRecord record = records.next();
            if (record.kind() == RecordKind.CONTENT_DISCARDED) {
                throw new Discarded();
            }
            hasEnded = record.kind() == RecordKind.CONTENT_END;
            if (!hasEnded) {
                part = ByteBuffer.wrap(ContentRecords.bytes(record));
            }
        }
        return !hasEnded;
    }
}
