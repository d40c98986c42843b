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
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks through all conversations once an hour, evenly, and moves what is due to the archive. While memory is scarce it walks
 * without a pause, until memory suffices or a whole round has moved nothing.
 */
@Singleton
final class ArchiveRounds {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveRounds.class);
    private static final Swept NOTHING = new Swept(true, false, false, 0, 0, 0, 0, List.of());
    private static final Duration ROUND = Duration.ofHours(1);
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
    private boolean mismatchLogged;
    private boolean exhaustionLogged;
    private Swept round = NOTHING;
    private volatile long archived;
    private volatile long stuck;

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
        Gauge.builder("kefu.archive.stuck", () -> stuck)
                .description("Log entries of conversations that could not be moved in this node's last complete round")
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
        double part = Math.min(1, (double) (now - last) / ROUND.toNanos());
        last = now;
        if (now - lastDeletion >= BETWEEN_DELETIONS.toNanos()) {
            lastDeletion = now;
            report(deleteUnusedSegments.delete());
        }
        boolean again = isOn;
        while (again) {
            Swept swept = archiveConversations.archive(part);
            report(swept);
            round = round.and(swept);
            boolean isExhausted = swept.isRoundEnd() && round.segments() == 0;
            again = swept.isMemoryScarce() && !isExhausted && swept.storeIdsMatch() && mayContinue.getAsBoolean();
            if (swept.isMemoryScarce() && isExhausted && !exhaustionLogged) {
                LOG.warn(
                        "Redis uses more of its memory than KEFU_ARCHIVE_ABOVE, but no more messages can move to the archive");
            }
            exhaustionLogged = swept.isMemoryScarce() && (exhaustionLogged || isExhausted);
            if (swept.isRoundEnd()) {
                archived = round.archived() + round.entries();
                stuck = round.failures().stream().mapToLong(Failure::left).sum();
                round = NOTHING;
            }
        }
    }

    private void report(Swept swept) {
        segments.increment(swept.segments());
        entries.increment((double) swept.entries());
        bytes.increment((double) swept.bytes());
        failures.increment(swept.failures().size());
        if (!swept.storeIdsMatch() && !mismatchLogged) {
            LOG.warn(
                    "Messages are not moved to the archive, because the content store and Redis have different store ids;"
                            + " docs/files.md describes how to repair this");
        }
        mismatchLogged = !swept.storeIdsMatch();
        for (Failure failure : swept.failures()) {
            LOG.warn(
                    "Could not move messages of {} to the archive; the next round tries it again: {}",
                    failure.log().conversation(),
                    failure.cause().toString());
        }
    }

    private void report(Deleted result) {
        deleted.increment(result.segments());
        for (RuntimeException failure : result.failures()) {
            LOG.warn("Could not delete an unused segment; the next sweep tries it again: {}", failure.toString());
        }
    }
}
