package io.kefu.bootstrap.chaos;

import io.kefu.bootstrap.ChildJvm;
import io.kefu.bootstrap.KefuApplication;
import io.kefu.bootstrap.KefuNode;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node of the service in a process of its own, which may be killed and started again. */
public final class NodeProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("is ready +http://[^ ]*:(\\d+)");
    private static final Duration STARTED_IN = Duration.ofSeconds(60);
    private static final Duration STOPPED_IN = Duration.ofSeconds(20);

    private final String name;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;
    private volatile URI uri;

    NodeProcess(String name, URI redis, Path folder) {
        this(name, redis, folder, 256, Map.of());
    }

    /**
     * Starts a node, and returns once it answers.
     *
     * @param heapMegabytes how large its heap may become
     * @param settings environment variables on top of the tests' own
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
                "JDK_JAVA_OPTIONS",
                "-Xmx" + heapMegabytes + "m -Dkefu.end-with-parent=true"));
        all.putAll(settings);
        this.environment = Map.copyOf(all);
        this.uri = URI.create("http://127.0.0.1:1");
        this.process = launch();
    }

    /** Where it answers, or did before it was killed. */
    public URI uri() {
        return uri;
    }

    /** Starts it again, and returns once it answers. */
    public void start() {
        process = launch();
    }

    /** A start fails where Redis does not answer just then, and is tried again, as any supervisor does. */
    private Process launch() {
        Instant deadline = Instant.now().plus(STARTED_IN);
        while (Instant.now().isBefore(deadline)) {
            CompletableFuture<Integer> port = new CompletableFuture<>();
            Process launched = run(port);
            try {
                uri = URI.create("http://127.0.0.1:" + port.get(STARTED_IN.toSeconds(), TimeUnit.SECONDS));
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
            Thread.ofVirtual().start(() -> follow(launched.inputReader(), port));
            Thread.ofVirtual().start(() -> follow(launched.errorReader(), new CompletableFuture<>()));
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
                note(line);
            }
        } catch (IOException e) {
            // It was killed while it spoke.
        }
        port.completeExceptionally(new IllegalStateException(name + " ended"));
    }

    private synchronized void note(String line) throws IOException {
        Files.write(log, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Ends it at whatever instruction it is. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end. */
    public void stop() {
        // The process's own way would close its output, and with it the log of how it ends.
        process.toHandle().destroy();
        if (!awaitEnd()) {
            throw new IllegalStateException(name + " does not stop; see " + log);
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(STOPPED_IN.toSeconds(), TimeUnit.SECONDS);
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
