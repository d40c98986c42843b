package io.kefu.application.retention;

import io.kefu.application.UseCase;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.archive.port.ArchivableLogs;
import io.kefu.application.archive.port.ArchivableLogs.LogState;
import io.kefu.application.archive.port.ArchivableLogs.Walk;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.file.FileRemoval;
import io.kefu.application.file.StoreIds;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.application.retention.port.OldMessages;
import io.kefu.application.retention.port.OldMessages.Removable;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removes messages for good that are older than the configured age, with the files that only they name. Files are removed before
 * the messages. A crash in between leaves messages whose files are gone, as if a user had deleted them, and the next call
 * removes the messages.
 *
 * <p>It removes nothing unless the content store and the records of files have the same store id (see {@link StoreIds}).
 */
@UseCase
public final class RemoveOldMessages {
    private static final int CONVERSATIONS_AT_ONCE = 500;
    private static final Duration SEGMENTS_KEPT_FOR = Duration.ofHours(1);

    private final ArchivableLogs logs;
    private final OldMessages messages;
    private final FileContents contents;
    private final FileRecords records;
    private final FileRemoval removal;
    private final AuditLog audit;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Rules rules;

    public RemoveOldMessages(
            ArchivableLogs logs,
            OldMessages messages,
            FileContents contents,
            FileRecords records,
            FileMentions mentions,
            AuditLog audit,
            Secrets secrets,
            InstantSource clock,
            Rules rules) {
        this.logs = logs;
        this.messages = messages;
        this.contents = contents;
        this.records = records;
        this.removal = new FileRemoval(records, mentions, contents);
        this.audit = audit;
        this.secrets = secrets;
        this.clock = clock;
        this.rules = rules;
    }

    /** Whether messages are removed or only counted. */
    public enum Mode {
        COUNT,
        REMOVE
    }

    /**
     * Removes the messages of all conversations that are older than the configured age, or only counts them. Blocks. If a
     * conversation changes meanwhile, its messages stay until the next call, but its files are already removed. The counts and
     * the audit log contain what was found, including such conversations. If a store fails in the middle, the other conversations
     * are handled before the failure is thrown.
     */
    public Counts remove(Mode mode) {
        Counts counts = Counts.NONE;
        List<RuntimeException> failures = new ArrayList<>();
        if (!rules.isOn()) {
            return counts;
        }
        if (!StoreIds.match(contents, records, secrets)) {
            return Counts.STORE_ID_MISMATCH;
        }
        Instant before = clock.instant().minus(rules.after());
        if (mode == Mode.REMOVE) {
            messages.removeFromLists(before);
        }
        Walk walk = logs.walk();
        while (!walk.isFinished()) {
            List<Removable> found = walk.next(CONVERSATIONS_AT_ONCE).stream()
                    .flatMap((LogState log) -> find(log, before, failures).stream())
                    .toList();
            Counts some = found.stream().map(this::countsOf).reduce(Counts.NONE, Counts::and);
            if (mode == Mode.REMOVE && !found.isEmpty()) {
                audit.record(
                        act(some), () -> found.forEach(each -> attempt(() -> remove(each.log(), before), failures)));
            }
            counts = counts.and(some);
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return counts;
    }

    private Optional<Removable> find(LogState log, Instant before, List<RuntimeException> failures) {
        try {
            return messages.find(log, before);
        } catch (RuntimeException failure) {
            failures.add(failure);
            return Optional.empty();
        }
    }

    /** Runs a task. Its failure does not keep the next conversations from being handled. */
    private static void attempt(Runnable task, List<RuntimeException> failures) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            failures.add(failure);
        }
    }

    private Counts countsOf(Removable removable) {
        long bytes = removable.files().stream()
                .flatMap(file -> records.find(file).stream())
                .mapToLong(StoredFile::size)
                .sum();
        return new Counts(true, 1, removable.entries(), removable.files().size(), bytes);
    }

    private static Act act(Counts counts) {
        return new Act(UserId.SYSTEM, false, "", Action.MESSAGES_REMOVED, "", Map.of())
                .with("conversations", counts.conversations())
                .with("messages", counts.messages())
                .with("files", counts.files());
    }

    /** Finds the messages again, because a newer message may mention one of the files since they were counted. */
    private void remove(LogState log, Instant before) {
        messages.find(log, before).ifPresent(removable -> {
            removable.files().forEach(removal::remove);
            messages.remove(removable, clock.instant().plus(SEGMENTS_KEPT_FOR));
        });
    }

    /**
     * When messages are removed.
     *
     * @param after the age from which messages are removed; zero for never
     */
    public record Rules(Duration after) {
        /** Client message ids are remembered for two days, and a repeated send must find its message. */
        public static final Duration SHORTEST = Duration.ofDays(3);

        public Rules {
            if (!after.isZero() && after.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("expected 0s or at least 3d");
            }
        }

        /** Whether messages are ever removed. */
        public boolean isOn() {
            return !after.isZero();
        }
    }

    /**
     * The result of a call.
     *
     * @param storeIdsMatch false if nothing was counted, because the store ids differ
     * @param conversations the number of conversations with removed messages
     * @param messages the number of removed log entries
     * @param files the number of removed files
     * @param bytes the size of these files
     */
    public record Counts(boolean storeIdsMatch, long conversations, long messages, long files, long bytes) {
        static final Counts NONE = new Counts(true, 0, 0, 0, 0);
        static final Counts STORE_ID_MISMATCH = new Counts(false, 0, 0, 0, 0);

        Counts and(Counts other) {
            return new Counts(
                    storeIdsMatch && other.storeIdsMatch,
                    conversations + other.conversations,
                    messages + other.messages,
                    files + other.files,
                    bytes + other.bytes);
        }
    }
}
