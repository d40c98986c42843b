package io.kefu.application.archive;

import io.kefu.application.access.port.Secrets;
import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.file.StoreIds;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.error.DomainException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An archive that refuses changes with {@code SERVICE_UNAVAILABLE} if the content store and the records of files have different
 * store ids (see {@link StoreIds}). A recall or an erasure therefore never succeeds on a wrong disk while the message is still on
 * the right one.
 */
public record CheckedArchive(ConversationArchive archive, FileContents contents, FileRecords records, Secrets secrets)
        implements ConversationArchive {
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    @Override
    public long write(Segment segment, List<ArchivedEntry> entries) {
        requireMatch();
        return archive.write(segment, entries);
    }

    @Override
    public Optional<List<ArchivedEntry>> read(Segment segment) {
        return archive.read(segment);
    }

    @Override
    public void delete(Segment segment) {
        requireMatch();
        archive.delete(segment);
    }

    private void requireMatch() {
        if (!StoreIds.match(contents, records, secrets)) {
            throw DomainException.unavailable(RETRY_AFTER);
        }
    }
}
