package io.kefu.application.file;

import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.file.FileId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Removes what a crash left: contents without a record, records without a content, uploads that never ended; and, where
 * that is wanted, files that are too old. Group after group, so that a turn is short however many files there are.
 *
 * <p>Nothing is removed unless store and records know each other by a mark that both carry. An empty disk where a full one
 * should be mounted, or a Redis that came up without its data, would otherwise let everything look orphaned.
 */
public final class SweepFiles {
    private final FileContents contents;
    private final FileRecords records;
    private final FileRemoval removal;
    private final InstantSource clock;
    private final String newMark;
    private final Rules rules;

    /**
     * Makes the use case.
     *
     * @param newMark what marks store and records where neither has a mark yet
     */
    public SweepFiles(
            FileContents contents,
            FileRecords records,
            FileMentions mentions,
            InstantSource clock,
            String newMark,
            Rules rules) {
        this.contents = contents;
        this.records = records;
        this.removal = new FileRemoval(records, mentions, contents);
        this.clock = clock;
        this.newMark = newMark;
        this.rules = rules;
    }

    /**
     * Sweeps some groups, the first of them after {@code from} all groups of the round before. Blocks. May be repeated, also
     * by several nodes at once.
     *
     * @param from the first group, from 0
     * @param count how many; what exceeds the last group is not there
     */
    public Swept sweep(int from, int count) {
        if (!areOneHouse()) {
            return Swept.FOREIGN;
        }
        Instant now = clock.instant();
        Swept swept = Swept.NOTHING;
        if (from == 0) {
            contents.sweep(now.minus(rules.orphanAfter()));
        }
        for (int group = from; group < Math.min(from + count, FileId.GROUPS); group++) {
            swept = swept.and(sweepGroup(group, now));
        }
        return swept;
    }

    private boolean areOneHouse() {
        Optional<String> ofStore = contents.mark();
        Optional<String> ofRecords = records.mark(Optional.empty());
        if (ofStore.isEmpty() && ofRecords.isEmpty()) {
            // Whoever comes second takes the first one's: the records decide.
            contents.mark(records.mark(Optional.of(newMark)).orElseThrow());
            return true;
        }
        return ofStore.equals(ofRecords);
    }

    private Swept sweepGroup(int group, Instant now) {
        Instant orphanBefore = now.minus(rules.orphanAfter());
        // The contents first: what was recorded in between is then no orphan.
        Map<FileId, Instant> stored = contents.inGroup(group);
        Map<FileId, Instant> recorded = records.inGroup(group);
        int withoutRecord = 0;
        for (Map.Entry<FileId, Instant> content : stored.entrySet()) {
            if (!recorded.containsKey(content.getKey())
                    && content.getValue().isBefore(orphanBefore)
                    && records.find(content.getKey()).isEmpty()) {
                contents.delete(content.getKey());
                withoutRecord++;
            }
        }
        int withoutContent = 0;
        int tooOld = 0;
        for (Map.Entry<FileId, Instant> file : recorded.entrySet()) {
            if (isTooOld(file.getValue(), now)) {
                removal.remove(file.getKey());
                tooOld++;
            } else if (!stored.containsKey(file.getKey())
                    && file.getValue().isBefore(orphanBefore)
                    && contents.open(file.getKey(), 0, 0).isEmpty()) {
                removal.remove(file.getKey());
                withoutContent++;
            }
        }
        return new Swept(true, withoutRecord, withoutContent, tooOld);
    }

    private boolean isTooOld(Instant uploadedAt, Instant now) {
        return rules.retention() != null && uploadedAt.isBefore(now.minus(rules.retention()));
    }

    /**
     * How long things may stay.
     *
     * @param orphanAfter how old something must be before it counts as left over; longer than any step of an upload takes
     * @param retention how long files are kept; null for always
     */
    public record Rules(Duration orphanAfter, @Nullable Duration retention) {}

    /**
     * What was done.
     *
     * @param isOneHouse false if nothing was, because store and records do not belong together
     * @param withoutRecord how many contents had no record
     * @param withoutContent how many records had no content
     * @param tooOld how many files were too old
     */
    public record Swept(boolean isOneHouse, int withoutRecord, int withoutContent, int tooOld) {
        static final Swept NOTHING = new Swept(true, 0, 0, 0);
        static final Swept FOREIGN = new Swept(false, 0, 0, 0);

        Swept and(Swept other) {
            return new Swept(
                    true,
                    withoutRecord + other.withoutRecord,
                    withoutContent + other.withoutContent,
                    tooOld + other.tooOld);
        }

        /** How many files were removed. */
        public int total() {
            return withoutRecord + withoutContent + tooOld;
        }
    }
}
