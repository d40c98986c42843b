package io.kefu.bootstrap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a main class of the test's class path in a process of its own, which the test may kill. */
public final class ChildJvm {

    private ChildJvm() {}

    /** Starts a main class with this environment, and without the variables of the developer's shell that configure kefu. */
    public static Process start(Class<?> main, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        // Such a process lives for seconds: a quick start counts for more than fast code.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.matches("(KEFU|REDIS|MICRONAUT)_.*"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
