package io.kefu.application.archive;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.archive.testing.ArchivedEntries;
import io.kefu.application.archive.testing.InMemoryConversationArchive;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckedArchiveTest {
    private static final Segment SEGMENT = new Segment(ConversationIds.ofCustomer(new UserId("customer")), 1, 3, 1);
    private static final List<ArchivedEntry> ENTRIES = ArchivedEntries.of(SEGMENT);

    private final InMemoryConversationArchive archive = new InMemoryConversationArchive();
    private final InMemoryFileRecords records = new InMemoryFileRecords();

    @Test
    void changesTheArchiveOfTheRecords() {
        CheckedArchive checked = on(new InMemoryFileContents(TestClock.atNoon()));
        assertThat(checked.write(SEGMENT, ENTRIES)).isEqualTo(3);
        assertThat(checked.read(SEGMENT)).contains(ENTRIES);
        checked.delete(SEGMENT);
        assertThat(archive.segments()).isEmpty();
    }

    @Test
    void onlyReadsFromAnotherStore() {
        on(new InMemoryFileContents(TestClock.atNoon())).write(SEGMENT, ENTRIES);
        CheckedArchive other = on(new InMemoryFileContents(TestClock.atNoon()));
        assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> other.delete(SEGMENT));
        assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> other.write(ArchivedEntries.next(SEGMENT), ENTRIES));
        assertThat(archive.segments()).containsExactly(SEGMENT);
        assertThat(other.read(SEGMENT)).contains(ENTRIES);
    }

    private CheckedArchive on(InMemoryFileContents contents) {
        return new CheckedArchive(archive, contents, records, new CountingSecrets());
    }
}
