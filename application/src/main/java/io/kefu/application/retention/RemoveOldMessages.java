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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    private static final Act REMOVAL = new Act(UserId.SYSTEM, false, "", Action.MESSAGES_REMOVED, "", Map.of());

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
     * are handled before the first failure is thrown.
     *
     * <p>The audit log has one entry for all conversations. It begins before the first removal, and gets its counts at the end. If
     * the node dies meanwhile, an unconfirmed entry without counts is left.
     */
    public Counts remove(Mode mode) {
        if (!rules.isOn()) {
            return Counts.NONE;
        }
        if (!StoreIds.match(contents, records, secrets)) {
            return Counts.STORE_ID_MISMATCH;
        }
        Instant before = clock.instant().minus(rules.after());
        if (mode == Mode.REMOVE) {
            messages.removeFromLists(before);
        }
        Run run = new Run(mode, before);
        Walk walk = logs.walk();
        while (!walk.isFinished()) {
            walk.next(CONVERSATIONS_AT_ONCE).forEach(run::attempt);
        }
        return run.end();
    }

    /** One removal, or count, of the messages of all conversations. */
    private final class Run {
        private final Mode mode;
        private final Instant before;
        private Counts counts = Counts.NONE;
        private List<String> begun = List.of();
        private @Nullable RuntimeException failure;

        Run(Mode mode, Instant before) {
            this.mode = mode;
            this.before = before;
        }

        /** Handles a conversation. A failure does not keep the next conversations from being handled. */
        void attempt(LogState log) {
            try {
                messages.find(log, before).ifPresent(this::handle);
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }

        private void handle(Removable found) {
            counts = counts.and(countsOf(found));
            if (mode == Mode.REMOVE) {
                if (begun.isEmpty()) {
                    begun = audit.begin(List.of(REMOVAL));
                }
                found.files().forEach(removal::remove);
                messages.remove(found, clock.instant().plus(SEGMENTS_KEPT_FOR));
            }
        }

        Counts end() {
            if (!begun.isEmpty()) {
                audit.record(REMOVAL.with("conversations", counts.conversations())
                        .with("messages", counts.messages())
                        .with("files", counts.files()));
                audit.withdraw(begun);
            }
            if (failure != null) {
                throw failure;
            }
            return counts;
        }
    }

    private Counts countsOf(Removable removable) {
        long bytes = removable.files().stream()
                .flatMap(file -> records.find(file).stream())
                .mapToLong(StoredFile::size)
                .sum();
        return new Counts(true, 1, removable.entries(), removable.files().size(), bytes);
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
