package io.kefu.redis.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The program that tests run as a Redis server: {@code redis-server} on the {@code PATH}, or the one in a library's jar. */
public final class RedisBinary {
    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.");
    private static final int FIRST_WITH_SHARDED_CHANNELS = 7;

    private static final Optional<Path> INSTALLED = onPath();

    private RedisBinary() {}

    /** The installed program, or else the program in the jar, which is first extracted to this directory. */
    public static Path path(Path folder) {
        return INSTALLED.orElseGet(() -> extracted(folder));
    }

    private static Optional<Path> onPath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .filter(program -> majorVersion(program) >= FIRST_WITH_SHARDED_CHANNELS)
                .findFirst();
    }

    private static Path extracted(Path folder) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).replace("mac os x", "darwin");
        String processor =
                System.getProperty("os.arch").replace("x86_64", "amd64").replace("aarch64", "arm64");
        Path file = folder.resolve("redis-server");
        try (InputStream bytes =
                RedisBinary.class.getResourceAsStream("/redis-server-7.0.15-" + system + "-" + processor)) {
            Files.copy(Objects.requireNonNull(bytes, "the library has no program for this platform"), file);
            if (!file.toFile().setExecutable(true)) {
                throw new IllegalStateException("not executable: " + file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int majorVersion(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version").start();
            try (BufferedReader lines = process.inputReader()) {
                Matcher version = VERSION.matcher(lines.lines().collect(Collectors.joining("\n")));
                return version.find() ? Integer.parseInt(version.group(1)) : 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
