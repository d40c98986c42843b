package io.kefu.redis.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.RedisURI;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that runs as a child of the JVM and listens on a free port of the loopback address. It may be killed, started
 * again with what it had stored, and made to hang.
 *
 * <p>Between the JVM and the server stands a shell that starts the server for each line on a pipe from the JVM. When the
 * JVM is gone, by whatever death, the pipe ends; the shell then kills the server and removes its folder.
 */
public final class ProcessServer implements RedisServer {
    private static final String GUARD = """
            trap '' INT
            folder=$1; shift
            while read -r again; do "$@" </dev/null >/dev/null & p=$!; echo $p; done
            kill -KILL $p 2>/dev/null; wait $p 2>/dev/null; rm -rf "$folder"
            """;
    /** A large append-only file takes a while to load, on a machine that does other things as well. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String description;
    private final Process shell;
    private final BufferedReader pids;
    private final int port;
    private volatile long pid;

    private ProcessServer(Path folder, int port, List<String> command) throws IOException {
        this.description = "the process " + Path.of(command.getFirst()).getFileName() + " on port " + port;
        this.port = port;
        List<String> guarded = new ArrayList<>(List.of("sh", "-c", GUARD, "sh", folder.toString()));
        guarded.addAll(command);
        this.shell = new ProcessBuilder(guarded)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.pids = shell.inputReader(US_ASCII);
        restart();
    }

    /** Starts one that keeps nothing. */
    static ProcessServer start() {
        return start(RedisBinary.any(), Ports.free(1).getFirst(), List.of("--appendonly", "no"));
    }

    /** Starts one that has stored what it acknowledges. */
    public static ProcessServer startStoring() {
        return start(
                RedisBinary.any(),
                Ports.free(1).getFirst(),
                List.of("--appendonly", "yes", "--appendfsync", "always", "--repl-diskless-sync-delay", "0"));
    }

    /** Starts one that follows another, which has no file to send and so sends at once. */
    public static ProcessServer startReplicaOf(ProcessServer master) {
        return start(
                RedisBinary.any(),
                Ports.free(1).getFirst(),
                List.of("--appendonly", "no", "--replicaof", "127.0.0.1 " + master.port()));
    }

    /** Starts a server on a free port with these options in addition to the default options of the tests. */
    public static ProcessServer startWith(String... options) {
        return start(RedisBinary.any(), Ports.free(1).getFirst(), List.of(options));
    }

    /** Starts one with these options on top of the tests' own. */
    public static ProcessServer start(RedisBinary binary, int port, List<String> options) {
        Path folder = newFolder();
        List<String> command = new ArrayList<>(List.of(
                binary.path(folder).toString(),
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                folder.toString()));
        command.addAll(options);
        return start(folder, port, command);
    }

    /** Starts a Sentinel with this configuration. */
    public static ProcessServer startSentinel(RedisBinary binary, int port, List<String> configuration) {
        Path folder = newFolder();
        try {
            List<String> lines = new ArrayList<>(List.of("port " + port, "bind 127.0.0.1", "dir " + folder));
            lines.addAll(configuration);
            Path file = Files.write(folder.resolve("sentinel.conf"), lines);
            return start(folder, port, List.of(binary.path(folder).toString(), file.toString(), "--sentinel"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessServer start(Path folder, int port, List<String> command) {
        try {
            return new ProcessServer(folder, port, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("kefu-test-redis");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RedisURI uri() {
        return RedisURI.create("127.0.0.1", port);
    }

    /** The same as a text, as a configuration has it. */
    public String address() {
        return "redis://127.0.0.1:" + port;
    }

    /** The port on which it listens. */
    public int port() {
        return port;
    }

    @Override
    public String description() {
        return description;
    }

    /** Ends it without a warning, as a crash does, and returns once it is gone. */
    public void kill() {
        signal("KILL");
        Deadline.await(PATIENCE, "Redis does not end: " + description, () -> !answers());
    }

    /** Starts it again, and returns once it answers. */
    public void restart() {
        try {
            shell.getOutputStream().write('\n');
            shell.getOutputStream().flush();
            pid = Long.parseLong(pids.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Deadline.await(PATIENCE, "Redis does not start: " + description, this::answers);
    }

    /** Lets it keep its connections and answer nothing. */
    public void hang() {
        signal("STOP");
    }

    /** Lets it answer again. */
    public void resume() {
        signal("CONT");
    }

    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Redis does not end: " + description);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("There is no process to signal: " + description);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException notYet) {
            return false;
        }
    }
}
