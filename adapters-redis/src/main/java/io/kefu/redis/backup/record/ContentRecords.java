package io.kefu.redis.backup.record;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The records of the content of a file. The id of each of them is the key of the file. */
public final class ContentRecords {
    /** The most bytes in a part. They need no padding in Base64. */
    public static final int PART = 48 * 1024;

    private ContentRecords() {}

    /**
     * A part of a content.
     *
     * @param index the number of parts of this content before this one
     */
    public static BackupRecord part(String file, long index, byte[] bytes) {
        List<String> values = List.of(Long.toString(index), Base64.getEncoder().encodeToString(bytes));
        return BackupRecord.of(RecordKind.CONTENT, file, values);
    }

    /** The end of a content of this many bytes. */
    public static BackupRecord end(String file, long size, byte[] sha256) {
        List<String> values = List.of(Long.toString(size), HexFormat.of().formatHex(sha256));
        return BackupRecord.of(RecordKind.CONTENT_END, file, values);
    }

    /** The end of a content whose parts must not be used. */
    public static BackupRecord discarded(String file) {
        return BackupRecord.of(RecordKind.CONTENT_DISCARDED, file, List.of());
    }

    /**
     * The bytes of a part.
     *
     * @throws DamagedBackupException if they are not in Base64
     */
    public static byte[] bytes(BackupRecord part) {
        try {
            return Base64.getDecoder().decode(part.values().getLast());
        } catch (IllegalArgumentException malformed) {
            throw new DamagedBackupException("a part of the content of the file " + part.id() + " is no Base64");
        }
    }
}
