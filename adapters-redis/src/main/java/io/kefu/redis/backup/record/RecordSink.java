package io.kefu.redis.backup.record;

import java.util.List;

/** Takes the records of a backup, in order. */
@FunctionalInterface
public interface RecordSink {
    /** An even number, so that names and their values stay together. */
    int MAX_VALUES = 1_000;

    void write(BackupRecord record);

    /** Writes the values of a key as one or more records; no record if there are none. */
    default void writeAll(RecordKind kind, String id, long expiresAt, List<String> values) {
        for (int from = 0; from < values.size(); from += MAX_VALUES) {
            List<String> some = values.subList(from, Math.min(from + MAX_VALUES, values.size()));
            write(new BackupRecord(kind, id, expiresAt, some));
        }
    }
}
