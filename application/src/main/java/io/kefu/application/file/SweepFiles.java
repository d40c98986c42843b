package io.kefu.application.file;

import io.kefu.application.UseCase;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.file.FileId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes orphans of crashes (contents without a record, records without a content, unfinished uploads), and files that are
 * older than the retention, if one is configured. It works group by group, so that one call is short.
 *
 * <p>It removes nothing unless content store and records have the same store id. Otherwise an empty disk that is mounted
 * in place of the right one, or a Redis without its data, would make every file look like an orphan.
 */
@UseCase
public final class SweepFiles {
    private final FileContents contents;
    private final FileRecords records;
    private final FileRemoval removal;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Rules rules;

    public SweepFiles(
            FileContents contents,
            FileRecords records,
            FileMentions mentions,
            Secrets secrets,
            InstantSource clock,
            Rules rules) {
        this.contents = contents;
        this.records = records;
        this.removal = new FileRemoval(records, mentions, contents);
        this.secrets = secrets;
        this.clock = clock;
        this.rules = rules;
    }

    /**
     * Sweeps a range of groups. Group 0 also removes unfinished uploads. Blocks. Repeated and concurrent calls are safe.
     *
     * @param from the first group, from 0
     * @param count the number of groups; a range beyond the last group ends there
     */
    public Swept sweep(int from, int count) {
        if (!StoreIds.match(contents, records, secrets)) {
            return Swept.STORE_ID_MISMATCH;
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

    private Swept sweepGroup(int group, Instant now) {
        Instant orphanBefore = now.minus(rules.orphanAfter());
        // Contents are listed before records, so that a file that is uploaded in between is not seen as an orphan.
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
     * When files are removed.
     *
     * @param orphanAfter the minimum age of an orphan; longer than an upload may take
     * @param retention the age at which files are removed; null to keep them
     */
    public record Rules(Duration orphanAfter, @Nullable Duration retention) {}

    /**
     * The result of a sweep.
     *
     * @param storeIdsMatch false if the store ids differ, so that nothing was swept
     * @param withoutRecord the number of removed contents without a record
     * @param withoutContent the number of removed records without a content
     * @param tooOld the number of removed files that were older than the retention
     */
    public record Swept(boolean storeIdsMatch, int withoutRecord, int withoutContent, int tooOld) {
        static final Swept NOTHING = new Swept(true, 0, 0, 0);
        static final Swept STORE_ID_MISMATCH = new Swept(false, 0, 0, 0);

        Swept and(Swept other) {
            return new Swept(
                    true,
                    withoutRecord + other.withoutRecord,
                    withoutContent + other.withoutContent,
                    tooOld + other.tooOld);
        }

        public int total() {
            return withoutRecord + withoutContent + tooOld;
        }
    }
}
