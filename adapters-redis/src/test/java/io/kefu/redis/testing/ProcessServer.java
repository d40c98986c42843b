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
 * A server that runs as a child process of the JVM and listens on a free port of the loopback address. It can be killed,
 * restarted with its stored data, and stopped so that it hangs.
 *
 * <p>A shell between the JVM and the server starts the server for each line on a pipe from the JVM. When the JVM ends, also
 * when it is killed, the pipe is closed; the shell then kills the server and removes its directory.
 */
public final class ProcessServer implements RedisServer {
    private static final String GUARD = """
            trap '' INT
            folder=$1; shift
            while read -r again; do "$@" </dev/null >/dev/null & p=$!; echo $p; done
            kill -KILL $p 2>/dev/null; wait $p 2>/dev/null; rm -rf "$folder"
            """;
    /** Long, because a large append-only file takes some time to load on a busy machine. */
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

    /** Starts a server that stores nothing on disk. */
    static ProcessServer start() {
        return start(Ports.free(1).getFirst(), List.of("--appendonly", "no"));
    }

    /** Starts a server that stores each write on disk before it acknowledges the write. */
    public static ProcessServer startStoring() {
        return start(
                Ports.free(1).getFirst(),
                List.of("--appendonly", "yes", "--appendfsync", "always", "--repl-diskless-sync-delay", "0"));
    }

    /** Starts a replica of another server, which synchronizes without a file and therefore at once. */
    public static ProcessServer startReplicaOf(ProcessServer master) {
        return start(
                Ports.free(1).getFirst(), List.of("--appendonly", "no", "--replicaof", "127.0.0.1 " + master.port()));
    }

    /** Starts a server on a free port with these options in addition to the default options of the tests. */
    public static ProcessServer startWith(String... options) {
        return start(Ports.free(1).getFirst(), List.of(options));
    }

    /** Starts a server with these options in addition to the default options of the tests. */
    public static ProcessServer start(int port, List<String> options) {
        Path folder = newFolder();
        List<String> command = new ArrayList<>(List.of(
                RedisBinary.path(folder).toString(),
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
    public static ProcessServer startSentinel(int port, List<String> configuration) {
        Path folder = newFolder();
        try {
            List<String> lines = new ArrayList<>(List.of("port " + port, "bind 127.0.0.1", "dir " + folder));
            lines.addAll(configuration);
            Path file = Files.write(folder.resolve("sentinel.conf"), lines);
            return start(folder, port, List.of(RedisBinary.path(folder).toString(), file.toString(), "--sentinel"));
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

    /** The address in the form that the configuration takes. */
    public String address() {
        return "redis://127.0.0.1:" + port;
    }

    /** The port on which the server listens. */
    public int port() {
        return port;
    }

    @Override
    public String description() {
        return description;
    }

    /** Kills the server like a crash, and returns when the process has ended. */
    public void kill() {
        signal("KILL");
        Deadline.await(PATIENCE, "Redis does not end: " + description, () -> !answers());
    }

    /** Restarts the server, and returns when it answers. */
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

    /** Stops the process. It keeps its connections and does not answer. */
    public void hang() {
        signal("STOP");
    }

    /** Continues the process after {@link #hang}. */
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
