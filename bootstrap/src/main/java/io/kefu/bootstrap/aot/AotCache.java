package io.kefu.bootstrap.aot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The file {@code kefu.aot} beside the jar: loaded and linked classes with profiles of their methods, from which a JVM starts
 * faster (JEP 514 and 515). {@link AotCommand} makes it. The JVM ignores it if it was made by another JVM or from other jars.
 */
public final class AotCache {
    private static final String OPTION = "-XX:AOTCache";

    private AotCache() {}

    /**
     * Replaces this JVM by one that uses the cache, because the manifest of a jar can't name options of the JVM. Returns if there
     * is no cache, or if an option of this JVM names one.
     */
    public static void use() {
        List<String> arguments = arguments();
        boolean isNamed = arguments.stream().anyMatch(argument -> argument.startsWith(OPTION));
        file().filter(cache -> !isNamed && Files.exists(cache))
                .ifPresent(cache -> ProcessImage.replace(command(OPTION + "=" + cache, arguments)));
    }

    /** The command line of a JVM with the arguments of this one, except the last, that makes the cache when it ends. */
    static List<String> training(Path cache) {
        List<String> arguments = arguments();
        return command(OPTION + "Output=" + cache, arguments.subList(0, arguments.size() - 1));
    }

    /** Where the cache is or would be; empty if kefu does not run from a jar. */
    static Optional<Path> file() {
        // With -jar, the class path is the path of the jar.
        Path jar = Path.of(System.getProperty("java.class.path"));
        return Files.isRegularFile(jar)
                ? Optional.of(jar.toAbsolutePath().resolveSibling("kefu.aot"))
                : Optional.empty();
    }

    private static List<String> arguments() {
        return ProcessHandle.current().info().arguments().map(List::of).orElse(List.of());
    }

    private static List<String> command(String option, List<String> arguments) {
        String java = ProcessHandle.current().info().command().orElseThrow();
        return Stream.concat(Stream.of(java, option), arguments.stream()).toList();
    }
}
