package io.kefu.bootstrap.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The redis-server program of the embedded Redis: the one in kefu's libraries, or one that is installed on the machine.
 *
 * <p>A copy of it in the data folder is run, so that {@link PreviousRedis} can tell its process from other processes.
 */
public final class RedisProgram {
    /** Older versions can't read the append-only files of Redis 7, and would start without data. */
    private static final int OLDEST_MAJOR_VERSION = 7;

    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.");

    private final @Nullable Path installed;

    private RedisProgram(@Nullable Path installed) {
        this.installed = installed;
    }

    /** The program in kefu's libraries, which runs on Linux and macOS (x86-64 or arm64). */
    public static RedisProgram bundled() {
        return new RedisProgram(null);
    }

    /** A program of the machine, of version 7 or newer. */
    public static RedisProgram installedAt(Path file) {
        return new RedisProgram(file);
    }

    /**
     * Copies the program to a folder, and returns the copy.
     *
     * @throws EmbeddedRedisException if no program is bundled for this platform, the bundled one cannot read the data in the
     *     folder, or the installed one is too old
     */
    Path copyTo(Path folder) throws IOException {
        if (installed != null) {
            requireNewEnough(installed);
            try (InputStream bytes = Files.newInputStream(installed)) {
                return copy(bytes, folder.resolve("redis-server"));
            }
        }
        if (Files.exists(folder.resolve("appendonlydir"))) {
            throw new EmbeddedRedisException(
                    "the data were written by Redis 7 or newer, and the included 6.2 can't read them: set"
                            + " KEFU_EMBEDDED_REDIS_PROGRAM to a redis-server of that version");
        }
        // The folder may have been used on another platform before.
        Path target = folder.resolve(bundledName());
        if (Files.exists(target)) {
            return target;
        }
        try (InputStream bytes = RedisProgram.class.getResourceAsStream("/" + bundledName())) {
            if (bytes == null) {
                throw new EmbeddedRedisException(
                        "no embedded Redis is bundled for this platform, only for Linux and macOS"
                                + " (x86-64 or arm64): set REDIS_URI to a Redis of your own, or KEFU_EMBEDDED_REDIS_PROGRAM to a"
                                + " redis-server");
            }
            return copy(bytes, target);
        }
    }

    /** Writes the copy to another file first and then moves it, so that the target is never incomplete. */
    private static Path copy(InputStream bytes, Path target) throws IOException {
        Path part = target.resolveSibling("redis-server.part");
        Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwx------"));
        return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String bundledName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).replace("mac os x", "darwin");
        String processor =
                System.getProperty("os.arch").replace("x86_64", "amd64").replace("aarch64", "arm64");
        String platform = system + "-" + processor;
        return "redis-server-" + (platform.equals("linux-arm64") ? "6.2.7" : "6.2.6-v5") + "-" + platform;
    }

    private static void requireNewEnough(Path program) {
        Matcher version = VERSION.matcher(versionText(program));
        if (!version.find() || Integer.parseInt(version.group(1)) < OLDEST_MAJOR_VERSION) {
            throw new EmbeddedRedisException("KEFU_EMBEDDED_REDIS_PROGRAM: " + program
                    + " is not a redis-server of version " + OLDEST_MAJOR_VERSION + " or newer");
        }
    }

    /** The output of the program for the option {@code --version}; empty if the file is not a program. */
    private static String versionText(Path program) {
        if (!Files.isRegularFile(program)) {
            return "";
        }
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            try (InputStream text = process.getInputStream()) {
                return new String(text.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException notExecutable) {
            return "";
        }
    }
}
