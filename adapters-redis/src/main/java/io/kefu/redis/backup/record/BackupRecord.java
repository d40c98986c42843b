package io.kefu.redis.backup.record;

import java.util.List;

/**
 * A record of a backup: all values of a key, or some of them if the key has many. Several records of a key add up.
 *
 * @param id identifies the key among those of its kind; it does not depend on the number of partitions
 * @param expiresAt when the key expires, in milliseconds; 0 if it does not expire
 * @param values the values in the order that {@link RecordKind} says
 */
public record BackupRecord(RecordKind kind, String id, long expiresAt, List<String> values) {
    private static final int NEVER = 0;

    /** A record of a key that does not expire. */
    public static BackupRecord of(RecordKind kind, String id, List<String> values) {
        return new BackupRecord(kind, id, NEVER, values);
    }
}
