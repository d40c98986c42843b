package io.kefu.bootstrap.system;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that store files in one folder. */
class SharedFolderIT extends SharedStoreTests {

    @TempDir
    private static Path data = Path.of("");

    @Override
    Map<String, Object> store() {
        return Map.of("kefu.data-dir", data.toString());
    }
}
