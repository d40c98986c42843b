package io.kefu.bootstrap.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running redis-server, as the child of a shell that ends it when this JVM ends.
 *
 * <p>The shell reads from a pipe that only this JVM can write to, and this JVM never writes. The shell reads the end of the pipe
 * when the JVM closes it or is killed, for example by {@code kill -9}, after which no shutdown hook runs. The shell then asks
 * Redis to end.
 */
final class RedisProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisProcess.class);

    private static final long POLL_MILLIS = 5;
    private static final long SECONDS_TO_END = 5;

    private static final String GUARD = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            redis=$!
            { read -r _ <&3; kill -TERM $redis; } &
            wait $redis
            status=$?
            kill $! 2>/dev/null
            exit $status
            """;

    /**
     * Starts the shell and Redis in a session of their own. Otherwise Ctrl-C in a terminal, which reaches all processes of the
     * foreground group, would end Redis while kefu still needs it. macOS has no setsid command, but it has Perl.
     */
    private static final String IN_OWN_SESSION =
            "exec $(command -v setsid || echo 'perl -MPOSIX=setsid -e setsid;exec@ARGV') sh -c \"$0\" sh \"$@\"";

    private final Process guard;
    private final Path log;
    private volatile boolean closing;

    private RedisProcess(Process guard, Path log) {
        this.guard = guard;
        this.log = log;
    }

    /** Starts the binary with the configuration file of the folder. */
    static RedisProcess launch(DataFolder folder, Path binary) throws IOException {
        Process guard = new ProcessBuilder(
                        "sh", "-c", IN_OWN_SESSION, GUARD, binary.toString(), DataFolder.CONFIGURATION_FILE)
                .directory(folder.redis().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                .start();
        return new RedisProcess(guard, folder.log());
    }

    /**
     * Returns once Redis accepts commands. There is no time limit, because loading a large append-only file may take long, and a
     * Redis that can't continue ends by itself.
     */
    void awaitAnswer(RedisPing ping) {
        try {
            while (!ping.isAnswered()) {
                if (guard.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new EmbeddedRedisException(
                            "the embedded Redis did not start: " + lastLogLine() + " (see " + log + ")");
                }
            }
        } catch (InterruptedException interrupted) {
            close();
            Thread.currentThread().interrupt();
            throw new EmbeddedRedisException("interrupted while the embedded Redis was starting", interrupted);
        }
        Thread.ofVirtual().name("embedded-redis-watch").start(this::reportUnexpectedEnd);
    }

    private void reportUnexpectedEnd() {
        try {
            int status = guard.waitFor();
            if (!closing) {
                LOG.error("The embedded Redis ended unexpectedly with status {}: restart kefu. See {}", status, log);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("The embedded Redis did not end in {} s and will be killed", SECONDS_TO_END);
                guard.descendants().forEach(ProcessHandle::destroyForcibly);
            }
        } catch (IOException failure) {
            LOG.warn("Could not ask the embedded Redis to end", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String lastLogLine() {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank()).reduce("no reason given", (earlier, later) -> later);
        } catch (IOException | UncheckedIOException unreadable) {
            return "no reason given";
        }
    }
}
