package io.kefu.filestore.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.DamagedSegmentException;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.archive.testing.ArchivedEntries;
import io.kefu.application.archive.testing.ConversationArchiveContract;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.testing.Refusals;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import io.kefu.filestore.local.LocalFileContents;
import io.kefu.filestore.local.LocalObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalArchiveTest extends ConversationArchiveContract {
    private static final Segment SEGMENT = new Segment(new ConversationId("conv_Ab-_000000000001"), 1, 100, 7);

    @TempDir
    private Path folder = Path.of("");

    @Override
    protected ConversationArchive create() throws IOException {
        return new ObjectArchive(new LocalObjects(folder));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(folder::relativize).toList();
        }
    }

    @Test
    void objectIsNamedAfterItsSegment() throws IOException {
        create().write(SEGMENT, ArchivedEntries.of(SEGMENT));
        assertThat(files()).containsExactly(Path.of("archive", "Ab", "Ab-_000000000001", "1-100-7"));
    }

    @Test
    void folderOfAConversationGoesWithItsLastSegment() throws IOException {
        ConversationArchive archive = create();
        archive.write(SEGMENT, ArchivedEntries.of(SEGMENT));
        archive.write(ArchivedEntries.next(SEGMENT), ArchivedEntries.of(SEGMENT));
        archive.delete(SEGMENT);
        assertThat(archive.read(ArchivedEntries.next(SEGMENT))).isPresent();
        archive.delete(ArchivedEntries.next(SEGMENT));
        assertThat(folder.resolve("archive/Ab")).isEmptyDirectory();
    }

    @Test
    void filesDoNotSeeSegments() throws IOException {
        FileContents contents = new LocalFileContents(folder);
        ConversationArchive archive = create();
        archive.write(SEGMENT, ArchivedEntries.of(SEGMENT));
        assertThat(IntStream.range(0, FileId.GROUPS).mapToObj(contents::inGroup))
                .allMatch(Map::isEmpty);
        contents.sweep(Instant.now().plus(Duration.ofDays(1)));
        assertThat(archive.read(SEGMENT)).isPresent();
    }

    /** Simulates a full disk. */
    @Test
    void fullDiskIsUnavailableAndKeepsNothing() throws IOException {
        ConversationArchive archive = create();
        Files.writeString(folder.resolve("archive"), "no folder");
        Refusals.assertRefused(
                ErrorCode.SERVICE_UNAVAILABLE, () -> archive.write(SEGMENT, ArchivedEntries.of(SEGMENT)));
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void damagedSegmentIsRefused() throws IOException {
        ConversationArchive archive = create();
        archive.write(SEGMENT, ArchivedEntries.of(SEGMENT));
        Path file = folder.resolve(files().getFirst());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Assertions.assertThatExceptionOfType(DamagedSegmentException.class)
                .isThrownBy(() -> archive.read(SEGMENT))
                .withMessageContaining("checksum");
    }
}
