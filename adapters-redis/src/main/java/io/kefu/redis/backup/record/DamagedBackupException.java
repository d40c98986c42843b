package io.kefu.redis.backup.record;

/** Signals that a backup is incomplete or is not what was written. The message completes the sentence "The backup is damaged". */
public final class DamagedBackupException extends RuntimeException {
    public DamagedBackupException(String reason) {
        super(reason);
    }
}
