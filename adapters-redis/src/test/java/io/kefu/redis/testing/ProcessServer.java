package io.kefu.redis.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.RedisURI;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/**
 * A server that runs as a child of the JVM, keeps nothing, and listens on a free port of the loopback address.
 *
 * <p>Between the JVM and the server stands a shell that waits on a pipe from the JVM. When the JVM is gone, by whatever
 * death, the pipe ends and the shell stops the server. The server's folder is removed as soon as it runs, since nothing
 * else would after such a death.
 */
record ProcessServer(Process shell, Path binary, int port) implements RedisServer {
    private static final String GUARD =
            "\"$@\" </dev/null >/dev/null & p=$!; trap '' INT; cat >/dev/null; kill -TERM $p; wait $p";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static ProcessServer start() {
        try {
            Path folder = Files.createTempDirectory("kefu-test-redis");
            Path binary = onPath().orElseGet(() -> bundled(folder));
            int port = freePort();
            Process shell = new ProcessBuilder(
                            "sh",
                            "-c",
                            GUARD,
                            "sh",
                            binary.toString(),
                            "--port",
                            String.valueOf(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--appendonly",
                            "no",
                            "--dir",
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            ProcessServer server = new ProcessServer(shell, binary, port);
            server.awaitAnswer();
            discard(folder);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RedisURI uri() {
        return RedisURI.create("127.0.0.1", port);
    }

    @Override
    public String description() {
        return "the process " + binary.getFileName() + " on port " + port;
    }

    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Redis does not end: " + description());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Path> onPath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path bundled(Path folder) {
        try {
            return ExecutableProvider.newJarResourceProvider(folder.toFile())
                    .get()
                    .toPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void discard(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private void awaitAnswer() {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!answers()) {
            if (Instant.now().isAfter(deadline) || !shell.isAlive()) {
                throw new IllegalStateException("Redis does not start: " + description());
            }
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException notYet) {
            return false;
        }
    }
}
