package io.kefu.bootstrap.aot;

import io.kefu.bootstrap.startup.StartUpReport;
import io.kefu.bootstrap.startup.WrongSettingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The command that makes the {@link AotCache}. It starts the service once, with the demo data in a temporary folder, and stops it
 * when it is ready. The JVM of that run writes the cache when it ends.
 */
public final class AotCommand {
    public static final String NAME = "aot";

    private AotCommand() {}

    /** Runs the command. */
    public static void run() {
        Path cache = AotCache.file()
                .orElseThrow(
                        () -> new WrongSettingException(NAME + ": start kefu from its jar: java -jar kefu.jar aot"));
        try {
            Path data = Files.createTempDirectory("kefu-aot");
            Files.deleteIfExists(cache);
            train(cache, data);
            delete(data);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (!Files.exists(cache)) {
            throw new WrongSettingException(NAME + ": this JVM made no cache");
        }
        System.out.println("The next start uses " + cache);
    }

    private static void train(Path cache, Path data) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(AotCache.training(cache)).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(KEFU|REDIS)_.*"));
        builder.environment()
                .putAll(Map.of("KEFU_PORT", "0", "KEFU_DATA_DIR", data.toString(), "MICRONAUT_ENVIRONMENTS", "demo"));
        Process service = builder.start();
        try (BufferedReader output = service.inputReader(StandardCharsets.UTF_8)) {
            String last = "";
            @Nullable String line = output.readLine();
            while (line != null && !line.contains(StartUpReport.READY)) {
                last = line;
                line = output.readLine();
            }
            if (line == null) {
                throw new WrongSettingException(NAME + ": the service did not start: " + last);
            }
            // Unlike destroy() of the process, this leaves its output open.
            service.toHandle().destroy();
            output.lines().forEach(ignored -> {});
            service.waitFor();
        } catch (InterruptedException interrupted) {
            service.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
