package io.kefu.redis.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** A program that can run as a Redis server: {@code redis-server} on the {@code PATH}, or the one in a library's jar. */
public final class RedisBinary {
    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.");
    private static final int FIRST_WITH_SHARDED_CHANNELS = 7;

    private final @Nullable Path installed;

    private RedisBinary(@Nullable Path installed) {
        this.installed = installed;
    }

    /** The program on the {@code PATH}, or else the one in the jar. */
    static RedisBinary any() {
        return new RedisBinary(onPath().orElse(null));
    }

    /** The program on the {@code PATH}, if it is Redis 7 or newer. */
    public static Optional<RedisBinary> ofClusters() {
        return onPath().filter(path -> majorVersion(path) >= FIRST_WITH_SHARDED_CHANNELS)
                .map(RedisBinary::new);
    }

    /** The file of the program. The program in the jar is first extracted to this directory. */
    Path path(Path folder) {
        if (installed != null) {
            return installed;
        }
        try {
            return ExecutableProvider.newJarResourceProvider(folder.toFile())
                    .get()
                    .toPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> onPath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
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
