package io.kefu.bootstrap.system;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis that a test may stop, let hang and start again on the same port with the same data. A shell below the JVM ends
 * it when the JVM is gone.
 */
public final class OwnRedis implements AutoCloseable {
    private static final String GUARD =
            "\"$@\" </dev/null >/dev/null & p=$!; cat >/dev/null; kill -KILL $p 2>/dev/null; wait $p";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final Path binary;
    private final int port;
    private final String fsync;
    private Process shell;

    /** Starts one that writes each change to the disk before it answers. */
    public OwnRedis() throws IOException {
        this("always");
    }

    /**
     * Starts one.
     *
     * @param fsync its {@code appendfsync}
     */
    public OwnRedis(String fsync) throws IOException {
        this.fsync = fsync;
        folder = Files.createTempDirectory("kefu-test-redis");
        binary =
                ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        shell = launch();
    }

    public URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    /** Ends it without a warning, as a crash does. */
    public void kill() {
        try {
            ProcessHandle server = server();
            server.destroyForcibly();
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            end();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again; what was in it is there again. */
    public void restart() {
        try {
            shell = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        end();
    }

    private Process launch() throws IOException {
        Process launched = new ProcessBuilder(
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
                        "yes",
                        "--appendfsync",
                        fsync,
                        "--dir",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!answers()) {
            if (!launched.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("Redis does not start on port " + port);
            }
            Thread.onSpinWait();
        }
        return launched;
    }

    private boolean answers() {
        try (RedisClient client = RedisClient.create(uri().toString());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection.sync().ping().equals("PONG");
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private ProcessHandle server() {
        return shell.descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(program -> Path.of(program).equals(binary))
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    private void signal(String name) {
        List<String> command = List.of("kill", "-" + name, String.valueOf(server().pid()));
        run(command);
    }

    private static void run(List<String> command) {
        try {
            if (new ProcessBuilder(command).start().waitFor() != 0) {
                throw new IllegalStateException(command.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        try {
            shell.getOutputStream().close();
            shell.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
