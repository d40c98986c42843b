package io.kefu.redis.backup.record;

import java.io.IOException;

/** Gives the records of a backup, in order. */
@FunctionalInterface
public interface RecordSource {
    /**
     * The next record. After a record of the kind {@link RecordKind#END} there is none.
     *
     * @throws DamagedBackupException if the backup has no further record, or one that cannot follow those before
     * @throws IOException if the backup cannot be read
     */
    BackupRecord next() throws IOException;
}
