package io.kefu.bootstrap.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The Redis of an earlier kefu in the same folder, which may still be saving if that kefu was killed this very moment.
 * Two servers that append to one file would ruin it.
 */
record PreviousRedis(Path folder) {

    /** Written by Redis itself. */
    static final String PID_FILE = "redis.pid";

    private static final long SECONDS_TO_END = 10;

    /** Returns once the folder is free. */
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

    // Process ids are used again: only a process whose program lies in this very folder is meant.
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
