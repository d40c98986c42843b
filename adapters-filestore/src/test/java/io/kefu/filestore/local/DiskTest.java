package io.kefu.filestore.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
    @TempDir
    private Path root = Path.of("");

    private final List<Path> forced = new ArrayList<>();

    @Test
    void newFoldersAreForcedUpToTheRoot() throws IOException {
        Path target = root.resolve("archive/Ab/conversation/segment");
        store(target);
        assertThat(Files.readString(target)).isEqualTo("text");
        assertThat(forced)
                .containsExactly(
                        root.resolve("archive/Ab/conversation"),
                        root.resolve("archive/Ab"),
                        root.resolve("archive"),
                        root);
    }

    /** The other writer may not have forced the names of the folders yet, and this writer must not rely on it. */
    @Test
    void foldersThatAnotherWriterHasJustCreatedAreForced() throws IOException {
        Path folder = Files.createDirectories(root.resolve("contents/Ab"));
        store(folder.resolve("file"));
        assertThat(forced).containsExactly(folder, root.resolve("contents"), root);
    }

    private void store(Path target) throws IOException {
        Disk disk = new Disk(root, forced::add);
        disk.store(new ByteArrayInputStream("text".getBytes(UTF_8)), root.resolve("upload"), target);
    }
}
