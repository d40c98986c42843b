package io.kefu.redis.backup;

import io.kefu.redis.Redis;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;

/** Commands whose answers are not read yet. Their number is bounded, and so is the size of their arguments. Not thread-safe. */
final class PendingWrites {
    private static final int MAX_COMMANDS = 1_000;
    private static final long MAX_CHARACTERS = 4_000_000;

    private final Redis redis;
    private final Deque<CompletionStage<?>> sent = new ArrayDeque<>();
    private long characters;

    PendingWrites(Redis redis) {
        this.redis = redis;
    }

    /**
     * Adds a command. Blocks while there are too many.
     *
     * @param size the approximate length of its arguments in characters
     */
    void add(CompletionStage<?> command, long size) {
        sent.add(command);
        characters += size;
        if (sent.size() >= MAX_COMMANDS || characters >= MAX_CHARACTERS) {
            awaitAll();
        }
    }

    /** Returns once all commands have succeeded. */
    void awaitAll() {
        while (!sent.isEmpty()) {
            redis.await(sent.remove());
        }
        characters = 0;
    }
}
