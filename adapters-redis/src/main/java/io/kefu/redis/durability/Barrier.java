package io.kefu.redis.durability;

import io.kefu.domain.error.DomainException;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Waits until one replica of a master has all data that the master had when the wait began. At most one wait is active. Calls
 * that arrive meanwhile share the next wait. Thread-safe.
 */
final class Barrier {
    private static final int REPLICAS = 1;

    /** Shorter than the timeout of commands, so that WAIT returns before the command fails. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Masters masters;
    private boolean isWaiting;
    private @Nullable CompletableFuture<Void> next;

    Barrier(Masters masters) {
        this.masters = masters;
    }

    /** Completes when a replica has all data that the master of this key had at the time of the call. */
    CompletionStage<Void> pass(String key) {
        CompletableFuture<Void> mine;
        synchronized (this) {
            if (next == null) {
                next = new CompletableFuture<>();
            }
            mine = next;
            if (isWaiting) {
                return mine;
            }
            isWaiting = true;
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
                isWaiting = following != null;
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

    /** WAIT refers to the last write of its own connection. Therefore a write without content precedes it. */
    private CompletionStage<Long> replicasReached(String key) {
        try {
            return masters.commands(key).thenCompose(commands -> {
                var unused = commands.set(key, "", SetArgs.Builder.px(TIMEOUT));
                return commands.waitForReplication(REPLICAS, TIMEOUT.toMillis());
            });
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }
}
