package io.kefu.bootstrap;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts a main class of the test's class path in a process of its own, which the test may kill. */
public final class ChildJvm {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private ChildJvm() {}

    /** Starts a main class with this environment, and without the variables of the developer's shell that configure kefu. */
    public static Process start(Class<?> main, Map<String, String> environment, String... arguments)
            throws IOException {
        boolean isService = main.equals(KefuApplication.class);
        return start(isService ? OfService.OPTIONS : List.of("-classpath", CLASS_PATH), main, environment, arguments);
    }

    private static Process start(
            List<String> options, Class<?> main, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        // Such a process lives for seconds: a quick start counts for more than fast code.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.matches("(KEFU|REDIS|MICRONAUT)_.*"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /**
     * The options of a JVM that runs the service. Maven runs the tests with the jars of the service. From them, the first start
     * in this JVM makes an archive of loaded classes, with which the service starts in half of the processor time. The JVM makes
     * no archive of classes in folders, with which an IDE runs the tests.
     */
    private static final class OfService {
        static final List<String> OPTIONS = isInJar() ? withArchive() : List.of("-classpath", CLASS_PATH);

        private OfService() {}

        private static boolean isInJar() {
            return KefuApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath()
                    .endsWith(".jar");
        }

        private static List<String> withArchive() {
            String jars = Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                    .filter(entry -> Files.isRegularFile(Path.of(entry)))
                    .collect(Collectors.joining(File.pathSeparator));
            Path archive = Path.of("target", "kefu.jsa");
            make(archive, jars);
            // Without -Xlog:cds=off, the JVM prints that the archive has no module graph for --enable-native-access.
            return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-classpath", jars);
        }

        /** Runs a command that loads nearly all classes, and then ends. */
        private static void make(Path archive, String jars) {
            try {
                Files.deleteIfExists(archive);
                Path data = Files.createTempDirectory("kefu-test");
                Process command = start(
                        List.of("-XX:ArchiveClassesAtExit=" + archive, "-classpath", jars),
                        KefuApplication.class,
                        Map.of("KEFU_DATA_DIR", data.toString()),
                        "rebuild");
                String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!Files.exists(archive)) {
                    throw new IllegalStateException("The JVM made no archive: " + output);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
