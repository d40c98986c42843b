package io.kefu.application.archive;

import io.kefu.application.archive.ArchiveConversations.Failure;
import io.kefu.application.archive.ArchiveConversations.Rules;
import io.kefu.application.archive.ArchiveConversations.Swept;
import io.kefu.application.archive.port.ArchivableLogs;
import io.kefu.application.archive.port.ArchivableLogs.LogState;
import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Moves the segments of one conversation that are due. For one thread. */
final class ConversationMover {
    /** How many of the newest entries always stay in the log. */
    static final int TAIL = 128;

    /** The fewest entries of a segment. */
    private static final int SMALLEST = 100;

    /** How long a segment may take from its registration until it is moved. */
    private static final Duration LONGEST_MOVE = Duration.ofHours(1);

    /** A store may still complete a write for this long after the write has failed here. */
    private static final Duration LATE_WRITE = Duration.ofMinutes(1);

    /** While memory is scarce, it is measured again after this many segments of a conversation. */
    private static final int SEGMENTS_PER_MEASUREMENT = 16;

    /** While memory is scarce, the other conversations have their turn after this many segments of one conversation. */
    private static final int MOST_SEGMENTS = 128;

    private final ConversationArchive archive;
    private final ArchivableLogs logs;
    private final InstantSource clock;
    private final Rules rules;
    private LogState log;
    private boolean isScarce;
    private Swept swept;
    private boolean isFinished;

    ConversationMover(
            ConversationArchive archive,
            ArchivableLogs logs,
            InstantSource clock,
            Rules rules,
            LogState log,
            boolean isScarce) {
        this.archive = archive;
        this.logs = logs;
        this.clock = clock;
        this.rules = rules;
        this.log = log;
        this.isScarce = isScarce;
        this.swept = Swept.nothing(isScarce);
    }

    /** Whether a conversation has enough entries for a segment that need not stay in the log. */
    static boolean hasMovable(LogState log) {
        return movable(log) >= SMALLEST;
    }

    /** Moves the segments that are due, as far as that succeeds. Blocks. */
    Swept move() {
        try {
            while (moveNext() && !(isScarce && swept.segments() >= MOST_SEGMENTS)) {
                if (isScarce && swept.segments() % SEGMENTS_PER_MEASUREMENT == 0) {
                    isScarce = rules.isMemoryScarce(logs);
                }
            }
            return isFinished ? swept : swept.withDue(due());
        } catch (RuntimeException failure) {
            return swept.withFailure(new Failure(log, failure), movable(log));
        }
    }

    /** The number of entries that may move, if a segment is due now; else 0. Blocks. */
    long due() {
        boolean isDue = hasMovable(log)
                && (isScarce
                        || (!rules.after().isZero() && isOld(clock.instant().minus(rules.after()))));
        return isDue ? movable(log) : 0;
    }

    /** The number of entries that are in the log and need not stay there. */
    private static long movable(LogState log) {
        return Math.min(log.last() - TAIL, log.beforeSession().orElse(Long.MAX_VALUE)) - log.archivedUntil();
    }

    private boolean moveNext() {
        List<ArchivedEntry> entries = nextDue();
        if (entries.isEmpty()) {
            isFinished = true;
            return false;
        }
        long last = entries.getLast().message().seq();
        Optional<Segment> reserved = logs.reserve(log, last, clock.instant().plus(LONGEST_MOVE));
        if (reserved.isEmpty()) {
            isFinished = true; // The conversation was erased.
            return false;
        }
        Segment segment = reserved.get();
        long bytes = write(segment, entries);
        if (!logs.move(log, segment, entries)) {
            // The conversation has changed, for example by a recall. The next round reads it again.
            logs.discard(segment, clock.instant());
            return false;
        }
        log = log.movedUntil(last);
        swept = swept.withSegment(entries.size(), bytes);
        return true;
    }

    /** Stores a segment. If this fails, its record is removed soon, because a full disk would else fill Redis with records. */
    private long write(Segment segment, List<ArchivedEntry> entries) {
        try {
            return archive.write(segment, entries);
        } catch (RuntimeException failure) {
            try {
                logs.discard(segment, clock.instant().plus(LATE_WRITE));
            } catch (RuntimeException noAnswer) {
                failure.addSuppressed(noAnswer);
            }
            throw failure;
        }
    }

    /** The entries of the next segment; empty if too few are due. */
    private List<ArchivedEntry> nextDue() {
        long movable = due();
        if (movable == 0) {
            return List.of();
        }
        Instant before = isScarce ? Instant.MAX : clock.instant().minus(rules.after());
        List<ArchivedEntry> entries = logs.read(log, log.archivedUntil() + Math.min(movable, Segment.MAX_ENTRIES));
        // The timestamps within a log never decrease.
        List<ArchivedEntry> old = entries.stream()
                .takeWhile(entry -> entry.message().timestamp().isBefore(before))
                .toList();
        return old.size() < SMALLEST ? List.of() : old;
    }

    /** Whether the entries of the smallest segment are old enough. This reads only one entry. */
    private boolean isOld(Instant before) {
        return logs.timeFrom(log.conversation(), log.archivedUntil() + SMALLEST)
                .filter(before::isAfter)
                .isPresent();
    }
}
