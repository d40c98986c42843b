package io.kefu.bootstrap.command;

import io.kefu.application.access.port.Secrets;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.file.StoreIds;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileRecords;
import io.kefu.bootstrap.backup.BackupFileReader;
import io.kefu.bootstrap.backup.BackupFileWriter;
import io.kefu.bootstrap.startup.RunningKefu;
import io.kefu.bootstrap.startup.StartUpFailure;
import io.kefu.bootstrap.startup.WrongSettingException;
import io.kefu.domain.error.DomainException;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.backup.Backup;
import io.kefu.redis.backup.IncompleteDataException;
import io.kefu.redis.backup.Restore;
import io.kefu.redis.backup.RestoreMark;
import io.kefu.redis.backup.content.ContentReader;
import io.kefu.redis.backup.content.ContentWriter;
import io.kefu.redis.backup.record.BackupTotals;
import io.kefu.redis.backup.record.DamagedBackupException;
import io.kefu.redis.backup.record.RecordKind;
import io.kefu.redis.backup.record.RecordSink;
import io.kefu.redis.message.MessageIndexer;
import io.kefu.redis.rebuild.Rebuild;
import io.micronaut.context.ApplicationContext;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The commands that write all data into a file, check such a file, and fill an empty Redis from it. */
public final class DataCommands {
    public static final String BACKUP = "backup";
    public static final String VERIFY = "verify";
    public static final String RESTORE = "restore";

    private static final int RECORDS_PER_LINE = 200_000;

    private DataCommands() {}

    /**
     * Writes a backup. Nodes may run.
     *
     * @throws WrongSettingException if that fails
     */
    public static void backup(String[] args) {
        DataArguments arguments = DataArguments.of(BACKUP, args);
        Path file = arguments.file();
        @Nullable Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
            throw new WrongSettingException(BACKUP + ": can't write the file " + file);
        }
        BackupTotals totals = withContext(BACKUP, arguments, context -> {
            Backup backup = new Backup(
                    context.getBean(Redis.class),
                    context.getBean(MessageIndexer.class),
                    context.getBean(ConversationArchive.class),
                    context.getBean(InstantSource.class));
            Consumer<RecordSink> contents = arguments.hasContents() ? contents(context)::write : none -> {};
            return BackupFileWriter.write(file, sink -> backup.write(sink, contents), progress("Read"));
        });
        System.out.println("Wrote " + file + ": " + totals);
    }

    private static ContentReader contents(ApplicationContext context) {
        return new ContentReader(
                context.getBean(FileRecords.class),
                context.getBean(FileContents.class),
                problem -> System.err.println("kefu: " + BACKUP + ": left out: " + problem));
    }

    /**
     * Checks a backup.
     *
     * @throws WrongSettingException if it is damaged
     */
    public static void verify(String[] args) {
        Path file = DataArguments.of(VERIFY, args).file();
        System.out.println("Intact: " + file + ": " + verify(VERIFY, file));
    }

    /**
     * Fills an empty Redis.
     *
     * @throws WrongSettingException if that fails
     */
    public static void restore(String[] args) {
        DataArguments arguments = DataArguments.of(RESTORE, args);
        Path file = arguments.file();
        System.out.println("Intact: " + file + ": " + verify(RESTORE, file));
        withContext(RESTORE, arguments, context -> {
            Redis redis = context.getBean(Redis.class);
            Restore restore = new Restore(
                    redis,
                    context.getBean(ConversationArchive.class),
                    context.getBean(Rebuild.class),
                    context.getBean(InstantSource.class));
            takeStoreId(context);
            Counted counted = new Counted();
            ContentWriter contents = new ContentWriter(context.getBean(FileContents.class));
            restore.fill(sink -> BackupFileReader.read(file, (record, others) -> {
                if (record.kind() == RecordKind.CONTENT) {
                    contents.write(record, others);
                } else {
                    sink.accept(record);
                }
                counted.next();
            }));
            System.out.println("Stored all records; computing indexes and lists");
            Rebuild.Report report = restore.complete();
            new RestoreMark(redis).remove();
            System.out.printf(
                    "Restored %d conversations with %d entries, %d users%n",
                    report.conversations(), report.messages(), report.users());
            return report;
        });
    }

    /** Counts restored records, and prints a line from time to time. */
    private static final class Counted {
        private long records;

        void next() {
            if (++records % RECORDS_PER_LINE == 0) {
                System.out.println("Stored " + records + " records");
            }
        }
    }

    private static BackupTotals verify(String command, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new WrongSettingException(command + ": there is no file " + file);
        }
        try {
            return BackupFileReader.verify(file, progress("Checked"));
        } catch (DamagedBackupException damaged) {
            throw new WrongSettingException(command + ": " + file + " is damaged: " + damaged.getMessage());
        } catch (UncheckedIOException unreadable) {
            throw new WrongSettingException(command + ": can't read " + file + ": "
                    + StartUpFailure.of(unreadable).reason());
        }
    }

    private static Consumer<BackupTotals> progress(String what) {
        AtomicLong printed = new AtomicLong();
        return totals -> {
            if (totals.records() - printed.get() >= RECORDS_PER_LINE) {
                printed.set(totals.records());
                System.out.println(what + " " + totals);
            }
        };
    }

    /**
     * Gives the restored data a store id of their own. If the contents of files belong to other data, for example to a
     * deployment that still runs, the ids differ, and nodes delete and move nothing in that store until the operator says that
     * it is theirs.
     */
    private static void takeStoreId(ApplicationContext context) {
        FileContents contents = context.getBean(FileContents.class);
        String id = context.getBean(Secrets.class).text(StoreIds.LENGTH);
        context.getBean(FileRecords.class).storeId(Optional.of(id));
        Optional<String> former = contents.storeId();
        if (former.isEmpty()) {
            contents.setStoreId(id);
        } else {
            System.out.printf(
                    "The store of the files may belong to other data, so nodes move and delete nothing in it. If nothing else"
                            + " uses it: redis-cli set '%s' %s%n",
                    GlobalKeys.FILE_STORE, former.get());
        }
    }

    private static <T> T withContext(String command, DataArguments arguments, Function<ApplicationContext, T> work) {
        String[] settings = arguments.settings().toArray(String[]::new);
        try (RunningKefu kefu =
                new RunningKefu(RunningKefu.builderOf(command, settings).build())) {
            kefu.prepare();
            return work.apply(kefu.context());
        } catch (IncompleteDataException incomplete) {
            throw new WrongSettingException(command + ": " + incomplete.getMessage());
        } catch (UncheckedIOException failure) {
            throw new WrongSettingException(
                    command + ": " + StartUpFailure.of(failure).reason());
        } catch (DomainException unavailable) {
            throw new WrongSettingException(
                    command + ": Redis or the file store did not answer in time, or refused a write");
        }
    }
}
