package io.kefu.bootstrap.bench;

import io.kefu.bootstrap.KefuApplication;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service under measurement, in a process of its own, with an empty data folder and without rate limits. */
final class ServiceProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("is ready +http://[^ ]*:(\\d+)");
    private static final Pattern COMPILED = Pattern.compile("java.ci.totalTime=(\\d+)");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final int SECONDS_TO_END = 20;

    private final Process process;
    private final Path folder;
    private final Thread atExit;
    private final int port;

    private ServiceProcess(Process process, Path folder) throws IOException {
        this.process = process;
        this.folder = folder;
        this.atExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
        this.port = awaitPort();
    }

    static ServiceProcess start(Options options) {
        try {
            Path folder = Files.createTempDirectory("kefu-bench");
            ProcessBuilder builder =
                    new ProcessBuilder(command(options)).redirectError(ProcessBuilder.Redirect.INHERIT);
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.matches("(KEFU|REDIS|MICRONAUT)_.*"));
            environment.put("KEFU_PORT", options.text("port"));
            environment.put("KEFU_DATA_DIR", folder.toString());
            environment.put("KEFU_ADMIN_PASSWORD", Users.ADMIN_PASSWORD);
            environment.put("KEFU_LIMITS_ENABLED", "false");
            // Creating many pairs takes longer than the lease of a kefu without a socket.
            environment.put("KEFU_PRESENCE_LEASE", "30m");
            if (!options.text("redis").isEmpty()) {
                environment.put("REDIS_URI", options.text("redis"));
            }
            return new ServiceProcess(builder.start(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Options options) {
        List<String> command = new ArrayList<>();
        command.add(tool("java"));
        command.addAll(List.of(
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dkefu.end-with-parent=true"));
        Arrays.stream(options.text("java").split(",", -1))
                .filter(argument -> !argument.isEmpty())
                .forEach(command::add);
        if (options.text("jar").isEmpty()) {
            command.addAll(List.of("-classpath", classPath(), KefuApplication.class.getName()));
        } else {
            command.addAll(List.of("-jar", options.text("jar")));
        }
        return command;
    }

    /** The class path of this program without the test classes. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private int awaitPort() throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null) {
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.find()) {
                Thread.ofPlatform().daemon().start(() -> output.lines().forEach(ignored -> {}));
                return Integer.parseInt(matcher.group(1));
            }
            line = output.readLine();
        }
        throw new IllegalStateException("the service did not start");
    }

    int port() {
        return port;
    }

    /** Returns once the process has ended, or after this time. */
    void awaitEnd(int seconds) throws InterruptedException {
        boolean unused = process.waitFor(seconds, TimeUnit.SECONDS);
    }

    /** The resident memory of the process, in bytes. */
    long residentBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            String line =
                    lines.filter(text -> text.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) * 1_024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The used heap after a garbage collection, in bytes. */
    long heapBytes() {
        jcmd("GC.run");
        Matcher matcher = USED.matcher(jcmd("GC.heap_info"));
        if (!matcher.find()) {
            throw new IllegalStateException("the output of GC.heap_info has no heap size");
        }
        return Long.parseLong(matcher.group(1)) * 1_024;
    }

    private String jcmd(String command) {
        try {
            Process jcmd = new ProcessBuilder(tool("jcmd"), String.valueOf(process.pid()), command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return jcmd.inputReader().lines().collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The processor time of the process since its start. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The processor time of the embedded Redis since its start; zero if the service uses another Redis. */
    Duration processorTimeOfRedis() {
        return process.descendants()
                .map(ProcessHandle::info)
                .filter(info -> info.command().orElse("").contains("redis-server"))
                .findFirst()
                .flatMap(ProcessHandle.Info::totalCpuDuration)
                .orElse(Duration.ZERO);
    }

    /** The time that the compilers of the service's JVM have worked since its start. */
    Duration compileTime() {
        Matcher matcher = COMPILED.matcher(jcmd("PerfCounter.print"));
        if (!matcher.find()) {
            throw new IllegalStateException("the output of PerfCounter.print has no time of the compilers");
        }
        return Duration.ofNanos(Long.parseLong(matcher.group(1)));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(atExit);
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
