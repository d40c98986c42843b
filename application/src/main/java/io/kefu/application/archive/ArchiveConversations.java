package io.kefu.application.archive;

import io.kefu.application.UseCase;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.archive.port.ArchivableLogs;
import io.kefu.application.archive.port.ArchivableLogs.LogState;
import io.kefu.application.archive.port.ArchivableLogs.Walk;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.concurrent.port.BlockingExecutor;
import io.kefu.application.file.StoreIds;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.error.DomainException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Moves the older entries of conversations to the archive, in segments. Entries are due if they are old enough, or if memory is
 * scarce. The newest {@value ConversationMover#TAIL} entries and all of an open session stay. It walks through all conversations round by round,
 * so that a message costs no command for the archive.
 *
 * <p>A segment is registered, stored and read back before one step makes it a part of the conversation and removes its entries
 * from the log. A crash in between therefore leaves the log as it was, and a registered object that {@link
 * DeleteUnusedSegments} deletes later. Two sweeps at once do not disturb each other.
 *
 * <p>It moves nothing unless the content store and the records of files have the same store id (see {@link StoreIds}).
 */
@UseCase
public final class ArchiveConversations {
    private static final int KEYS_AT_ONCE = 1_000;
    private static final int CONVERSATIONS_AT_ONCE = 4;

    /** How many failures a result describes; it counts all of them. */
    private static final int DESCRIBED_FAILURES = 10;

    private final ConversationArchive archive;
    private final ArchivableLogs logs;
    private final FileContents contents;
    private final FileRecords records;
    private final Secrets secrets;
    private final InstantSource clock;
    private final BlockingExecutor blocking;
    private final Rules rules;
    private @Nullable Walk walk;

    public ArchiveConversations(
            ConversationArchive archive,
            ArchivableLogs logs,
            FileContents contents,
            FileRecords records,
            Secrets secrets,
            InstantSource clock,
            BlockingExecutor blocking,
            Rules rules) {
        this.archive = archive;
        this.logs = logs;
        this.contents = contents;
        this.records = records;
        this.secrets = secrets;
        this.clock = clock;
        this.blocking = blocking;
        this.rules = rules;
    }

    /**
     * Moves what is due in the next conversations of the present round. A failure in one conversation does not stop the others,
     * except that a store which fails is not tried for all of them. Blocks. Calls at the same time wait for each other.
     *
     * @param part the part of a round to do, more while memory is scarce; 1 for a new and complete round
     */
    public synchronized Swept archive(double part) {
        boolean isScarce = rules.isMemoryScarce(logs);
        boolean isComplete = part >= 1;
        Walk round = walk == null || isComplete ? logs.walk() : walk;
        // If the walk fails, for example because its server is gone, the next call begins a new round.
        walk = null;
        long keys = isComplete
                ? Long.MAX_VALUE
                : Math.max(isScarce ? KEYS_AT_ONCE : 1, (long) Math.ceil(part * round.size()));
        Swept swept = Swept.nothing(isScarce);
        while (keys > 0 && !round.isFinished()) {
            int count = (int) Math.min(KEYS_AT_ONCE, keys);
            swept = swept.and(sweep(round.next(count), isScarce));
            keys -= count;
        }
        walk = round.isFinished() ? null : round;
        return walk == null ? swept.atTheEnd() : swept;
    }

    private Swept sweep(List<LogState> states, boolean isScarce) {
        Swept swept = Swept.nothing(isScarce)
                .withArchived(states.stream().mapToLong(LogState::archivedUntil).sum());
        List<LogState> candidates =
                states.stream().filter(ConversationMover::hasMovable).toList();
        if (candidates.isEmpty()) {
            return swept;
        }
        try {
            if (!StoreIds.match(contents, records, secrets)) {
                long due = candidates.stream()
                        .mapToLong(log -> mover(log, isScarce).due())
                        .sum();
                return swept.withStoreIdMismatch(due);
            }
        } catch (DomainException unreachable) {
            return swept.and(leave(candidates, isScarce, unreachable));
        }
        Queue<LogState> waiting = new ConcurrentLinkedQueue<>(candidates);
        List<CompletableFuture<Swept>> workers = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> moveEach(waiting, isScarce), blocking))
                .limit(Math.min(CONVERSATIONS_AT_ONCE, candidates.size()))
                .toList();
        Swept moved = workers.stream().map(CompletableFuture::join).reduce(swept, Swept::and);
        return waiting.isEmpty()
                ? moved
                : moved.and(leave(waiting, isScarce, moved.failures().getFirst().cause()));
    }

    /** Moves what is due, until no conversation is waiting, or a store has failed. */
    private Swept moveEach(Queue<LogState> waiting, boolean isScarce) {
        Swept swept = Swept.nothing(isScarce);
        for (LogState log = waiting.poll(); log != null; log = waiting.poll()) {
            Swept ofLog = mover(log, isScarce).move();
            swept = swept.and(ofLog);
            if (ofLog.failures().stream().anyMatch(failure -> failure.cause() instanceof DomainException)) {
                return swept;
            }
        }
        return swept;
    }

    /** The result for conversations that are not tried because a store has failed. */
    private Swept leave(Collection<LogState> logs, boolean isScarce, RuntimeException cause) {
        Swept swept = Swept.nothing(isScarce);
        for (LogState log : logs) {
            long due = mover(log, isScarce).due();
            if (due > 0) {
                swept = swept.withFailure(new Failure(log, cause), due);
            }
        }
        return swept;
    }

    private ConversationMover mover(LogState log, boolean isScarce) {
        return new ConversationMover(archive, logs, clock, rules, log, isScarce);
    }

    /**
     * When entries are due.
     *
     * @param after the age from which entries are due; zero for never
     * @param above the part of Redis' memory limit above which all entries that may move are due; 1 or more for never
     */
    public record Rules(Duration after, double above) {
        public Rules {
            if (after.isNegative() || above < 0) {
                throw new IllegalArgumentException("neither value may be negative: " + after + ", " + above);
            }
        }

        /** Whether entries may ever be due. */
        public boolean isOn() {
            return !after.isZero() || above < 1;
        }

        /** Whether so much memory is used that all entries that may move are due. */
        boolean isMemoryScarce(ArchivableLogs logs) {
            return above < 1 && logs.memoryUsed() > above;
        }
    }

    /** A conversation of which not all due entries could be moved. */
    public record Failure(LogState log, RuntimeException cause) {}

    /**
     * The result of a part of a round.
     *
     * @param storeIdsMatch false if entries may have been due, but the store ids differ
     * @param isMemoryScarce whether memory was scarce at the beginning
     * @param isRoundEnd whether all conversations of the round were looked at
     * @param archived how many entries of these conversations were in the archive before
     * @param segments the number of moved segments
     * @param entries the number of moved entries
     * @param bytes the size of the moved segments in the archive
     * @param due how many entries may move, but are still in the log, of conversations of which entries are due
     * @param failed the number of conversations of which not all due entries could be moved because of a failure
     * @param failures some of these conversations
     */
    public record Swept(
            boolean storeIdsMatch,
            boolean isMemoryScarce,
            boolean isRoundEnd,
            long archived,
            int segments,
            long entries,
            long bytes,
            long due,
            int failed,
            List<Failure> failures) {

        /** The result of no work. */
        public static Swept nothing(boolean isMemoryScarce) {
            return new Swept(true, isMemoryScarce, false, 0, 0, 0, 0, 0, 0, List.of());
        }

        /** The sum of two results. */
        public Swept and(Swept other) {
            return new Swept(
                    storeIdsMatch && other.storeIdsMatch,
                    isMemoryScarce || other.isMemoryScarce,
                    isRoundEnd || other.isRoundEnd,
                    archived + other.archived,
                    segments + other.segments,
                    entries + other.entries,
                    bytes + other.bytes,
                    due + other.due,
                    failed + other.failed,
                    Stream.concat(failures.stream(), other.failures.stream())
                            .limit(DESCRIBED_FAILURES)
                            .toList());
        }

        /** The result of this round and of the rounds before. */
        Swept after(Swept before) {
            return new Swept(
                    storeIdsMatch,
                    isMemoryScarce,
                    isRoundEnd,
                    before.archived,
                    before.segments + segments,
                    before.entries + entries,
                    before.bytes + bytes,
                    due,
                    failed,
                    failures);
        }

        Swept atTheEnd() {
            return and(new Swept(true, false, true, 0, 0, 0, 0, 0, 0, List.of()));
        }

        Swept withArchived(long before) {
            return and(new Swept(true, false, false, before, 0, 0, 0, 0, 0, List.of()));
        }

        Swept withStoreIdMismatch(long left) {
            return and(new Swept(false, false, false, 0, 0, 0, 0, left, 0, List.of()));
        }

        Swept withSegment(long moved, long size) {
            return and(new Swept(true, false, false, 0, 1, moved, size, 0, 0, List.of()));
        }

        Swept withDue(long left) {
            return and(new Swept(true, false, false, 0, 0, 0, 0, left, 0, List.of()));
        }

        Swept withFailure(Failure failure, long left) {
            return and(new Swept(true, false, false, 0, 0, 0, 0, left, 1, List.of(failure)));
        }
    }
}
