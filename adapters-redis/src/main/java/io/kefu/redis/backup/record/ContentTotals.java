package io.kefu.redis.backup.record;

import io.kefu.application.hash.Sha256;
import java.security.MessageDigest;

/**
 * Counts the contents of files in a backup, and checks that the parts of each content stand together, in order, and make up
 * the content that its last record describes. Not thread-safe.
 */
final class ContentTotals {
    private static final String NONE = "";

    private final MessageDigest digest = Sha256.digest();
    private String open = NONE;
    private long partsOfOpen;
    private long bytesOfOpen;
    private long contents;
    private long bytes;

    /**
     * Takes a record of any kind.
     *
     * @throws DamagedBackupException if the record cannot follow those before
     */
    void add(BackupRecord record) {
        switch (record.kind()) {
            case CONTENT -> addPart(record);
            case CONTENT_END -> end(record);
            case CONTENT_DISCARDED -> {
                require(open.equals(record.id()), record.id());
                open = NONE;
            }
            default -> requireNoneOpen();
        }
    }

    private void addPart(BackupRecord record) {
        if (open.isEmpty()) {
            open = record.id();
            partsOfOpen = 0;
            bytesOfOpen = 0;
            digest.reset();
        }
        byte[] part = ContentRecords.bytes(record);
        require(record.equals(ContentRecords.part(open, partsOfOpen, part)), open);
        digest.update(part);
        partsOfOpen++;
        bytesOfOpen += part.length;
    }

    private void end(BackupRecord record) {
        require(record.equals(ContentRecords.end(open, bytesOfOpen, digest.digest())), record.id());
        contents++;
        bytes += bytesOfOpen;
        open = NONE;
    }

    void requireNoneOpen() {
        require(open.isEmpty(), open);
    }

    private static void require(boolean isComplete, String file) {
        if (!isComplete) {
            throw new DamagedBackupException("the content of the file " + file + " is incomplete");
        }
    }

    /** The number of complete contents. */
    long contents() {
        return contents;
    }

    /** The size of all complete contents. */
    long bytes() {
        return bytes;
    }
}
