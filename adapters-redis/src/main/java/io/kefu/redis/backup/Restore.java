package io.kefu.redis.backup;

import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Fields.History;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.backup.record.BackupTotals;
import io.kefu.redis.backup.record.DamagedBackupException;
import io.kefu.redis.backup.record.RecordKind;
import io.kefu.redis.format.DataFormat;
import io.kefu.redis.rebuild.Rebuild;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills an empty Redis, of any kind and with any number of partitions, from the records of a backup, and then computes the
 * derived data. The conversations get new epochs, because messages that clients received after the backup may be missing.
 *
 * <p>To be run while this Redis is reserved for the restore: see {@link RestoreMark}.
 */
public final class Restore {
    private final Redis redis;
    private final ConversationArchive archive;
    private final Rebuild rebuild;
    private final InstantSource clock;

    public Restore(Redis redis, ConversationArchive archive, Rebuild rebuild, InstantSource clock) {
        this.redis = redis;
        this.archive = archive;
        this.rebuild = rebuild;
        this.clock = clock;
    }

    /**
     * Requires that this program can restore a backup.
     *
     * @param header the first record of the backup
     * @throws DamagedBackupException if it is not the first record of a backup, or of one that this program does not know
     * @throws io.kefu.redis.format.UnusableDataException if a newer version of kefu wrote the data
     */
    public static void requireKnown(BackupRecord header) {
        if (header.kind() != RecordKind.HEADER) {
            throw new DamagedBackupException("it does not begin with a header");
        }
        long format = BackupTotals.number(header, Backup.FORMAT_FIELD);
        if (format != Backup.FORMAT) {
            throw new DamagedBackupException("its format " + format + " is not the format " + Backup.FORMAT);
        }
        DataFormat.requireKnown(
                (int) BackupTotals.number(header, Backup.DATA_FORMAT_FIELD), "The data in the backup have");
    }

    /**
     * Stores all records. Blocks.
     *
     * @param records calls its consumer with all records in order
     */
    public void fill(Consumer<Consumer<BackupRecord>> records) {
        RecordWriter writer = new RecordWriter(redis, archive, clock.instant());
        records.accept(record -> {
            if (record.kind() == RecordKind.HEADER) {
                begin(record);
            }
            writer.write(record);
        });
        writer.finish();
    }

    /** Sets the version of the data, and a mark of loss that is higher than all marks that clients may know. */
    private void begin(BackupRecord header) {
        requireKnown(header);
        redis.await(redis.commands()
                .set(GlobalKeys.FORMAT, Long.toString(BackupTotals.number(header, Backup.DATA_FORMAT_FIELD))));
        String loss = Long.toString(Math.max(clock.millis(), BackupTotals.number(header, Backup.LAST_LOSS_FIELD) + 1));
        redis.awaitAll(partitions()
                .map(partition -> redis.commands().hset(redis.keys().history(partition), History.LAST_LOSS, loss)));
    }

    private Stream<Integer> partitions() {
        return IntStream.range(0, redis.keys().partitions()).boxed();
    }

    /** Entries of the audit log that were added while the backup ran may have higher numbers than the one in the backup. */
    private void raiseAuditNumber() {
        long highest = redis.await(redis.commands().hkeys(GlobalKeys.AUDIT_ENTRIES)).stream()
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
        @Nullable String number = redis.await(redis.commands().get(GlobalKeys.AUDIT_NUMBER));
        if (number != null && Long.parseLong(number) < highest) {
            redis.await(redis.commands().set(GlobalKeys.AUDIT_NUMBER, Long.toString(highest)));
        }
    }

    /** Computes the derived data after all records were stored. Blocks. */
    public Rebuild.Report complete() {
        new DataFormat(redis).bringUpToDate();
        raiseAuditNumber();
        new ErasedUsers(redis, clock.instant()).register();
        Rebuild.Report report = rebuild.run();
        // No customer has a socket yet. Sessions of customers who do not come back are then closed as usual.
        double now = clock.millis();
        List<String> waiting = redis.await(redis.commands().zrange(DeskKeys.QUEUE, 0, -1));
        redis.awaitAll(waiting.stream().map(session -> redis.commands().zadd(DeskKeys.ABSENT, now, session)));
        return report;
    }
}
