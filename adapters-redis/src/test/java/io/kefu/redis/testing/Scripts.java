package io.kefu.redis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The texts of the Lua scripts, by name. Each begins with a header: the lines of comment before the first blank line. */
public final class Scripts {
    private static final Path DIRECTORY = Path.of("src", "main", "resources", "lua");

    private Scripts() {}

    /** All scripts and shared parts of scripts. */
    public static Map<String, String> all() {
        Map<String, String> scripts = new TreeMap<>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            files.forEach(file -> scripts.put(file.getFileName().toString().replace(".lua", ""), read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scripts;
    }

    /** The text of one script. */
    public static String text(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    /** Whether other scripts include this one. Only a script that is run says what it returns. */
    public static boolean isShared(String name) {
        return !header(name).contains("\n-- returns ");
    }

    /** The comment at the beginning of a script. */
    public static String header(String name) {
        return text(name).substring(0, text(name).indexOf("\n\n"));
    }

    /** The code of a script. */
    public static String body(String name) {
        return text(name).substring(text(name).indexOf("\n\n")).strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
