package io.kefu.filestore.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.testing.FileContentsContract;
import io.kefu.application.testing.Refusals;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileContentsTest extends FileContentsContract {
    private static final FileId ID = new FileId("file_Ab0000000000000000000001");

    @TempDir
    private Path folder = Path.of("");

    @Override
    protected FileContents create() throws IOException {
        return new LocalFileContents(folder.resolve("files"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.resolve("files").relativize(file).toString())
                    .toList();
        }
    }

    @Test
    void storesContentInTheFolderOfItsGroup() throws IOException {
        create().store(ID, new ByteArrayInputStream("text".getBytes(UTF_8)));
        assertThat(files()).containsExactly("contents/Ab/Ab0000000000000000000001");
        assertThat(Files.getPosixFilePermissions(folder.resolve("files")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void sweepRemovesOldUnfinishedUploads() throws IOException {
        FileContents contents = create();
        Path unfinished = Files.writeString(folder.resolve("files/incoming/unfinished"), "half");
        contents.sweep(Instant.now().minus(Duration.ofMinutes(10)));
        assertThat(unfinished).exists();
        Path foreign = Files.createDirectories(folder.resolve("files/incoming/foreign/folder"));
        Files.setLastModifiedTime(foreign.getParent(), FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(unfinished, FileTime.from(Instant.now().minus(Duration.ofMinutes(11))));
        contents.sweep(Instant.now().minus(Duration.ofMinutes(10)));
        assertThat(unfinished).doesNotExist();
        assertThat(foreign).exists();
    }

    /** A restore that was killed leaves such an upload, and the next restore stores the same contents. */
    @Test
    void unfinishedUploadDoesNotPreventTheNextOne() throws IOException {
        FileContents contents = create();
        Path unfinished = Files.writeString(folder.resolve("files/incoming").resolve(ID.key()), "half");
        contents.store(ID, new ByteArrayInputStream("text".getBytes(UTF_8)));
        assertThat(folder.resolve("files/contents/Ab").resolve(ID.key())).hasContent("text");
        assertThat(unfinished).hasContent("half");
    }

    @Test
    void otherFilesAreNotListed() throws IOException {
        FileContents contents = create();
        contents.store(ID, new ByteArrayInputStream("text".getBytes(UTF_8)));
        Files.writeString(folder.resolve("files/contents/Ab/.stray file"), "x");
        assertThat(contents.inGroup(ID.group())).containsOnlyKeys(ID);
    }

    /** Simulates a full disk. */
    @Test
    void fullDiskIsUnavailable() throws IOException {
        FileContents contents = create();
        Files.createSymbolicLink(folder.resolve("files/contents/Ab"), Path.of("/dev/full"));
        Refusals.assertRefused(
                ErrorCode.SERVICE_UNAVAILABLE,
                () -> contents.store(ID, new ByteArrayInputStream("text".getBytes(UTF_8))));
        assertThat(folder.resolve("files/incoming")).isEmptyDirectory();
    }

    @Test
    void contentThatIsShorterThanItsRecordFails() throws IOException {
        FileContents contents = create();
        contents.store(ID, new ByteArrayInputStream("text".getBytes(UTF_8)));
        try (var in = contents.open(ID, 0, 10).orElseThrow()) {
            assertThat(in.readNBytes(4)).asString(UTF_8).isEqualTo("text");
            org.assertj.core.api.Assertions.assertThatIOException().isThrownBy(in::read);
        }
    }
}
