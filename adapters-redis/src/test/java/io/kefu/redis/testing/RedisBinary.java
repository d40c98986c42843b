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

/** A program that can be started as a Redis server: the {@code redis-server} of the path, or the one that a jar carries. */
public final class RedisBinary {
    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.");
    private static final int FIRST_WITH_SHARDED_CHANNELS = 7;

    private final @Nullable Path installed;

    private RedisBinary(@Nullable Path installed) {
        this.installed = installed;
    }

    /** The one of the path, else the one of the jar. */
    static RedisBinary any() {
        return new RedisBinary(onPath().orElse(null));
    }

    /** The one of the path, if it is Redis 7 or newer. */
    public static Optional<RedisBinary> ofClusters() {
        return onPath().filter(path -> majorVersion(path) >= FIRST_WITH_SHARDED_CHANNELS)
                .map(RedisBinary::new);
    }

    /** The program's file; that of the jar is written to this folder. */
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
