package io.kefu.redis.durability;

import io.kefu.domain.error.DomainException;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Waits until one replica has all that its master had when the wait began. One wait at a time, for all who ask meanwhile. */
final class Barrier {
    private static final int REPLICAS = 1;

    /** Shorter than a command may take, so that it is the server that gives up. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Masters masters;
    private boolean underWay;
    private @Nullable CompletableFuture<Void> next;

    Barrier(Masters masters) {
        this.masters = masters;
    }

    /** Completes when a replica has what the master of this key had at the time of the call. */
    CompletionStage<Void> pass(String key) {
        CompletableFuture<Void> mine;
        synchronized (this) {
            if (next == null) {
                next = new CompletableFuture<>();
            }
            mine = next;
            if (underWay) {
                return mine;
            }
            underWay = true;
            next = null;
        }
        run(key, mine);
        return mine;
    }

    private void run(String key, CompletableFuture<Void> waiting) {
        replicasReached(key).whenComplete((replicas, failure) -> {
            @Nullable CompletableFuture<Void> following;
            synchronized (this) {
                following = next;
                next = null;
                underWay = following != null;
            }
            if (following != null) {
                run(key, following);
            }
            if (failure != null) {
                waiting.completeExceptionally(failure);
            } else if (replicas < REPLICAS) {
                waiting.completeExceptionally(DomainException.unavailable(RETRY_AFTER));
            } else {
                waiting.complete(null);
            }
        });
    }

    /** WAIT counts from the last write of its own connection: so it writes something that is nothing. */
    private CompletionStage<Long> replicasReached(String key) {
        try {
            return masters.commands(key).thenCompose(commands -> {
                var unused = commands.set(key, "", SetArgs.Builder.px(PATIENCE));
                return commands.waitForReplication(REPLICAS, PATIENCE.toMillis());
            });
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }
}
