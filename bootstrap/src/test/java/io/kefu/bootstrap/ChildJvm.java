package io.kefu.bootstrap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts programs of the test's classpath in a process of their own, which a test may kill. */
public final class ChildJvm {

    private ChildJvm() {}

    /** Starts a main class with this environment, free of what the developer's own shell says to kefu. */
    public static Process start(Class<?> main, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-XX:TieredStopAtLevel=1");
        // As shipped: a module's tests may have left a configuration of theirs on the class path.
        command.add("-Dlogback.configurationFile=logback.xml");
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.matches("(KEFU|REDIS|MICRONAUT)_.*"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
