package io.kefu.bootstrap.sweep;

import io.kefu.application.archive.ArchiveConversations;
import io.kefu.application.archive.ArchiveConversations.Failure;
import io.kefu.application.archive.ArchiveConversations.Rules;
import io.kefu.application.archive.ArchiveConversations.Swept;
import io.kefu.application.archive.DeleteUnusedSegments;
import io.kefu.application.archive.DeleteUnusedSegments.Deleted;
import io.kefu.application.time.port.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks through all conversations once an hour, evenly, and moves what is due to the archive. While memory is scarce it walks
 * without a pause until memory suffices; if a whole round has moved nothing, for example because the disk is full, it walks again
 * after a minute. Of the failures of a round it logs only the first one.
 */
@Singleton
final class ArchiveRounds {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveRounds.class);
    private static final Swept NOTHING = Swept.nothing(false);
    private static final Duration ROUND = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_DELETIONS = Duration.ofMinutes(1);

    private final ArchiveConversations archiveConversations;
    private final DeleteUnusedSegments deleteUnusedSegments;
    private final Ticker ticker;
    private final boolean isOn;
    private final Counter segments;
    private final Counter entries;
    private final Counter bytes;
    private final Counter failures;
    private final Counter deleted;
    private long last;
    private long lastDeletion;
    private long pausedUntil;
    private boolean mismatchLogged;
    private boolean exhaustionLogged;
    private Swept round = NOTHING;
    private boolean isScarceRound = true;
    private volatile long archived;
    private volatile long due;

    ArchiveRounds(
            ArchiveConversations archiveConversations,
            DeleteUnusedSegments deleteUnusedSegments,
            Rules rules,
            Ticker ticker,
            MeterRegistry meters) {
        this.archiveConversations = archiveConversations;
        this.deleteUnusedSegments = deleteUnusedSegments;
        this.ticker = ticker;
        this.isOn = rules.isOn();
        this.last = ticker.nanos();
        this.pausedUntil = last;
        this.lastDeletion = last - BETWEEN_DELETIONS.toNanos();
        this.segments = counter(meters, "segments", "Segments that this node moved to the archive");
        this.entries = counter(meters, "moved", "Log entries that this node moved to the archive");
        this.bytes = counter(meters, "bytes", "Size of the segments that this node moved to the archive");
        this.failures = counter(meters, "failures", "Conversations of which this node could not move the due entries");
        this.deleted = counter(meters, "deleted", "Unused segments that this node deleted from the archive");
        Gauge.builder("kefu.archive.entries", () -> archived)
                .description(
                        "Log entries that are in the archive or were removed from it, as of this node's last complete round")
                .register(meters);
        Gauge.builder("kefu.archive.due", () -> due)
                .description("Log entries that were due in this node's last complete round, but were not moved")
                .register(meters);
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder("kefu.archive." + name).description(description).register(meters);
    }

    /**
     * Moves what is due in the part of a round that has passed since the previous turn.
     *
     * @param mayContinue is asked before each further part while memory is scarce
     */
    void turn(BooleanSupplier mayContinue) {
        long now = ticker.nanos();
        if (now - lastDeletion >= BETWEEN_DELETIONS.toNanos()) {
            lastDeletion = now;
            report(deleteUnusedSegments.delete());
        }
        if (!isOn || now - pausedUntil < 0) {
            return;
        }
        double part = Math.min(1, (double) (now - last) / ROUND.toNanos());
        last = now;
        boolean again = true;
        while (again) {
            Swept swept = archiveConversations.archive(part);
            report(swept);
            round = round.and(swept);
            isScarceRound &= swept.isMemoryScarce();
            boolean isExhausted = swept.isRoundEnd() && isScarceRound && round.segments() == 0;
            if (isExhausted) {
                pausedUntil = ticker.nanos() + PAUSE.toNanos();
            }
            if (swept.isRoundEnd()) {
                endRound(isExhausted);
            }
            again = swept.isMemoryScarce() && !isExhausted && swept.storeIdsMatch() && mayContinue.getAsBoolean();
        }
    }

    /** Shows no values of rounds, and begins a new round later, because another node holds the lease now. */
    void standBy() {
        archived = 0;
        due = 0;
        round = NOTHING;
        isScarceRound = true;
    }

    private void endRound(boolean isExhausted) {
        if (isExhausted && round.due() == 0 && !exhaustionLogged) {
            LOG.warn(
                    "Redis uses more of its memory than KEFU_ARCHIVE_ABOVE, but no more messages can move to the archive");
        }
        exhaustionLogged = isExhausted;
        mismatchLogged = !round.storeIdsMatch();
        archived = round.archived() + round.entries();
        due = round.due();
        round = NOTHING;
        isScarceRound = true;
    }

    private void report(Swept swept) {
        segments.increment(swept.segments());
        entries.increment((double) swept.entries());
        bytes.increment((double) swept.bytes());
        failures.increment(swept.failed());
        if (!swept.storeIdsMatch() && !mismatchLogged) {
            LOG.warn(
                    "Messages are not moved to the archive, because the content store and Redis have different store ids;"
                            + " docs/files.md describes how to repair this");
        }
        mismatchLogged |= !swept.storeIdsMatch();
        if (round.failed() == 0 && swept.failed() > 0) {
            Failure first = swept.failures().getFirst();
            LOG.warn(
                    "Could not move messages of {} and perhaps of others to the archive; the next round tries it again: {}",
                    first.log().conversation(),
                    first.cause().toString());
        }
    }

    private void report(Deleted result) {
        deleted.increment(result.segments());
        for (RuntimeException failure : result.failures()) {
            LOG.warn("Could not delete an unused segment; the next sweep tries it again: {}", failure.toString());
        }
    }
}
