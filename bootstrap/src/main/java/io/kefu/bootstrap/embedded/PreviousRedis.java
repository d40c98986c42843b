package io.kefu.bootstrap.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The Redis of an earlier kefu in the same folder. It may still be running if that kefu was killed a moment ago. Two servers
 * that append to the same file would corrupt it.
 */
record PreviousRedis(Path folder) {

    /** Redis itself writes this file. */
    static final String PID_FILE = "redis.pid";

    private static final long SECONDS_TO_END = 10;

    /** Stops the earlier Redis if there is one, and returns once it has ended. */
    void awaitEnd() throws IOException {
        Optional<ProcessHandle> running = find();
        if (running.isPresent()) {
            awaitEnd(running.get());
        }
    }

    private void awaitEnd(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stillThere) {
            throw new EmbeddedRedisException(
                    "an earlier kefu's Redis (process " + process.pid() + ") still uses " + folder
                            + " and does not end: stop it first",
                    stillThere);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedRedisException("interrupted while an earlier Redis was ending", interrupted);
        }
    }

    // The operating system reuses process ids, so the process counts only if its program lies in this folder.
    private Optional<ProcessHandle> find() throws IOException {
        Path file = folder.resolve(PID_FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String pid = Files.readString(file).strip();
        if (!pid.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(process -> process.info()
                        .command()
                        .filter(program -> Path.of(program).startsWith(folder))
                        .isPresent());
    }
}
