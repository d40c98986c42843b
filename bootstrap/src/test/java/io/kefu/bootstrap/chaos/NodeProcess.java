package io.kefu.bootstrap.chaos;

import io.kefu.bootstrap.ChildJvm;
import io.kefu.bootstrap.KefuApplication;
import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.response.ResponseWatchInstaller;
import io.kefu.bootstrap.response.SentResponse;
import io.kefu.bootstrap.response.SentResponses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node in a process of its own, which can be killed and started again. Its responses are validated against the OpenAPI document
 * in the test's JVM.
 */
public final class NodeProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("is ready +http://[^ ]*:(\\d+)");
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);

    private final String name;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;
    private volatile URI uri;

    NodeProcess(String name, URI redis, Path folder) {
        this(name, redis, folder, 256, Map.of());
    }

    /**
     * Starts a node, and returns once it accepts connections.
     *
     * @param heapMegabytes the maximum size of the heap
     * @param settings environment variables, which override the defaults of the tests
     */
    public NodeProcess(String name, URI redis, Path folder, int heapMegabytes, Map<String, String> settings) {
        this.name = name;
        this.log = folder.resolve(name + ".log");
        Map<String, String> all = new HashMap<>(Map.of(
                "KEFU_PORT",
                "0",
                "KEFU_DATA_DIR",
                folder.toString(),
                "KEFU_ADMIN_PASSWORD",
                KefuNode.ADMIN_PASSWORD,
                "KEFU_LIMITS_ENABLED",
                "false",
                "REDIS_URI",
                redis.toString(),
                "KEFU_TEST_RESPONSES",
                ResponseWatchInstaller.PRINT,
                "JDK_JAVA_OPTIONS",
                "-Xmx" + heapMegabytes + "m -Dkefu.end-with-parent=true"));
        all.putAll(settings);
        this.environment = Map.copyOf(all);
        this.uri = URI.create("http://127.0.0.1:1");
        this.process = launch();
    }

    /** The address of the last start. It changes with every start. */
    public URI uri() {
        return uri;
    }

    /** Starts the node again, and returns once it accepts connections. */
    public void start() {
        process = launch();
    }

    /** Starts the node again if it was killed. */
    public void startUnlessAlive() {
        if (!process.isAlive()) {
            start();
        }
    }

    /** Repeats a start that fails because Redis does not answer at that moment, as a supervisor would. */
    private Process launch() {
        Instant deadline = Instant.now().plus(STARTED_WITHIN);
        while (Instant.now().isBefore(deadline)) {
            CompletableFuture<Integer> port = new CompletableFuture<>();
            Process launched = run(port);
            try {
                uri = URI.create("http://127.0.0.1:" + port.get(STARTED_WITHIN.toSeconds(), TimeUnit.SECONDS));
                return launched;
            } catch (ExecutionException | TimeoutException e) {
                launched.destroyForcibly();
            } catch (InterruptedException e) {
                launched.destroyForcibly();
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new IllegalStateException(name + " does not start; see " + log);
    }

    private Process run(CompletableFuture<Integer> port) {
        try {
            Process launched = ChildJvm.start(KefuApplication.class, environment);
            // A virtual thread that reads a pipe occupies a carrier until the process ends.
            Thread.ofPlatform().daemon().start(() -> follow(launched.inputReader(), port));
            Thread.ofPlatform().daemon().start(() -> follow(launched.errorReader(), new CompletableFuture<>()));
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void follow(BufferedReader output, CompletableFuture<Integer> port) {
        try (BufferedReader reader = output) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Matcher matcher = ADDRESS.matcher(line);
                if (matcher.find()) {
                    port.complete(Integer.parseInt(matcher.group(1)));
                }
                Optional<SentResponse> response = SentResponse.of(line);
                response.ifPresent(SentResponses.ALL::add);
                if (response.isEmpty()) {
                    appendToLog(line);
                }
            }
        } catch (IOException e) {
            // The process was killed while it wrote.
        }
        port.completeExceptionally(new IllegalStateException(name + " ended before it was ready"));
    }

    private synchronized void appendToLog(String line) throws IOException {
        Files.write(log, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Kills the process (SIGKILL), and returns once it has ended. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks the process to end (SIGTERM), and returns once it has ended. */
    public void stop() {
        // Process.destroy would close the output, and the log would miss how the node ends.
        process.toHandle().destroy();
        if (!awaitEnd()) {
            throw new IllegalStateException(name + " does not stop; see " + log);
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return name;
    }
}
