package io.kefu.application.archive;

import io.kefu.application.UseCase;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.archive.port.ArchivableLogs;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.file.StoreIds;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileRecords;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes segments that no conversation has: those that a crash or a change of the conversation left, those that a recall has
 * replaced, and those of erased conversations. It deletes nothing unless the store ids match (see {@link StoreIds}).
 */
@UseCase
public final class DeleteUnusedSegments {
    private final ConversationArchive archive;
    private final ArchivableLogs logs;
    private final FileContents contents;
    private final FileRecords records;
    private final Secrets secrets;
    private final InstantSource clock;

    public DeleteUnusedSegments(
            ConversationArchive archive,
            ArchivableLogs logs,
            FileContents contents,
            FileRecords records,
            Secrets secrets,
            InstantSource clock) {
        this.archive = archive;
        this.logs = logs;
        this.contents = contents;
        this.records = records;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Deletes the segments whose time has come, a limited number at once. Blocks. Repeated and concurrent calls are safe. */
    public Deleted delete() {
        List<Segment> unused = logs.claimUnused(clock.instant());
        int deleted = 0;
        List<RuntimeException> failures = new ArrayList<>();
        if (!unused.isEmpty() && StoreIds.match(contents, records, secrets)) {
            for (Segment segment : unused) {
                try {
                    archive.delete(segment);
                    logs.deleted(segment);
                    deleted++;
                } catch (RuntimeException failure) {
                    failures.add(failure);
                }
            }
        }
        return new Deleted(deleted, failures);
    }

    /**
     * The result of a call.
     *
     * @param failures why segments could not be deleted; the next call tries it again
     */
    public record Deleted(int segments, List<RuntimeException> failures) {}
}
