package io.kefu.application.archive.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.testing.Parallel;
import io.kefu.domain.conversation.ConversationId;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link ConversationArchive}. */
public abstract class ConversationArchiveContract {
    private static final ConversationId CONVERSATION = new ConversationId("conv_Ab-_000000000001");
    private static final Segment SEGMENT = new Segment(CONVERSATION, 1_001, 2_000, 3);

    private ConversationArchive archive = new InMemoryConversationArchive();

    /** An empty archive. */
    protected abstract ConversationArchive create() throws IOException;

    @BeforeEach
    void begin() throws IOException {
        archive = create();
    }

    @Test
    void segmentReadsAsItWasWritten() {
        assertThat(archive.write(SEGMENT, ArchivedEntries.of(SEGMENT))).isPositive();
        assertThat(archive.read(SEGMENT)).contains(ArchivedEntries.of(SEGMENT));
    }

    @Test
    void segmentMayHaveOneEntry() {
        Segment one = new Segment(CONVERSATION, 1, 1, 0);
        archive.write(one, ArchivedEntries.of(one));
        assertThat(archive.read(one)).contains(ArchivedEntries.of(one));
    }

    @Test
    void missingSegmentIsEmpty() {
        archive.write(SEGMENT, ArchivedEntries.of(SEGMENT));
        assertThat(archive.read(ArchivedEntries.next(SEGMENT))).isEmpty();
        assertThat(archive.read(new Segment(CONVERSATION, 1, 1_000, 3))).isEmpty();
        assertThat(archive.read(new Segment(new ConversationId("conv_Ab-_000000000002"), 1_001, 2_000, 3)))
                .isEmpty();
    }

    @Test
    void deletedSegmentIsGone() {
        archive.write(SEGMENT, ArchivedEntries.of(SEGMENT));
        archive.write(ArchivedEntries.next(SEGMENT), ArchivedEntries.of(ArchivedEntries.next(SEGMENT)));
        archive.delete(SEGMENT);
        archive.delete(SEGMENT);
        assertThat(archive.read(SEGMENT)).isEmpty();
        assertThat(archive.read(ArchivedEntries.next(SEGMENT))).isPresent();
        archive.write(SEGMENT, ArchivedEntries.of(SEGMENT));
        assertThat(archive.read(SEGMENT)).isPresent();
    }

    @Test
    void laterContentReplacesTheEarlierOne() {
        archive.write(SEGMENT, ArchivedEntries.of(SEGMENT));
        var recalled = ArchivedEntries.of(SEGMENT).stream()
                .map(entry -> new ArchivedEntry(entry.message().recalled(), entry.byFirst()))
                .toList();
        archive.write(SEGMENT, recalled);
        assertThat(archive.read(SEGMENT)).contains(recalled);
    }

    @Test
    void writesAtTheSameTimeDoNotDisturbEachOther() {
        Parallel.call(16, i -> {
            Segment segment = new Segment(CONVERSATION, i / 2 * 100 + 1, i / 2 * 100 + 100, 0);
            return archive.write(segment, ArchivedEntries.of(segment));
        });
        IntStream.range(0, 8)
                .mapToObj(i -> new Segment(CONVERSATION, i * 100 + 1, i * 100 + 100, 0))
                .forEach(segment -> assertThat(archive.read(segment)).contains(ArchivedEntries.of(segment)));
    }
}
