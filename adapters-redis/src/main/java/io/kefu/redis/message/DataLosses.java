package io.kefu.redis.message;

import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.ScriptOutputType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Notices that the store may have lost what it had acknowledged: replication is asynchronous, so a server that takes over
 * may lack the last writes of the one before it. Each partition counts how often that may have happened; the count is part of
 * its conversations' epochs.
 */
public final class DataLosses implements AutoCloseable {
    private static final Executor LOOK_AGAIN = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

    private final Redis redis;
    private final LuaScript adoptHistory;
    private volatile boolean closed;
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

    public DataLosses(Redis redis) {
        this.redis = redis;
        this.adoptHistory = LuaScript.of(redis, "adopt_history", ScriptOutputType.INTEGER);
    }

    /**
     * Looks at every partition's server; to be called whenever a connection was made anew. Where one does not answer yet, it
     * looks again until all do. One look for all who call while it is under way.
     */
    public synchronized CompletionStage<Void> look() {
        if (underWay.isDone()) {
            underWay = new CompletableFuture<>();
            look(underWay);
        }
        return underWay;
    }

    private void look(CompletableFuture<Void> done) {
        var unused = CompletableFuture.allOf(IntStream.range(0, redis.keys().partitions())
                        .mapToObj(partition -> adoptHistory
                                .run(List.of(redis.keys().history(partition)))
                                .toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .whenComplete((looked, failure) -> {
                    if (failure == null) {
                        done.complete(null);
                    } else if (!closed) {
                        LOOK_AGAIN.execute(() -> look(done));
                    }
                });
    }

    /** Looks no more. */
    @Override
    public void close() {
        closed = true;
    }
}
