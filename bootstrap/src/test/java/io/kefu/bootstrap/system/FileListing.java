package io.kefu.bootstrap.system;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists the files below a folder. A file that disappears meanwhile may be missing from the list. */
final class FileListing {
    private FileListing() {}

    static List<Path> of(Path folder) {
        List<Path> found = new ArrayList<>();
        File[] entries = folder.toFile().listFiles();
        if (entries != null) {
            for (File entry : entries) {
                if (entry.isFile()) {
                    found.add(entry.toPath());
                }
                found.addAll(of(entry.toPath()));
            }
        }
        return found;
    }
}
