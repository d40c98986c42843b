package io.kefu.websocket.delivery;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads for one connection on threads that may block, and uses the results on the socket's event loop. If the store does
 * not answer, the read is repeated after a pause, because the event that caused it does not come again.
 */
final class RetryingReads {
    static final long PAUSE_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(RetryingReads.class);

    private final Executor blocking;
    private final EventLoop loop;
    private volatile boolean isStopped;

    RetryingReads(Executor blocking, EventLoop loop) {
        this.blocking = blocking;
        this.loop = loop;
    }

    /**
     * Reads. The stage never fails. It completes once the result was used, or the read has failed.
     *
     * @param retry called on the event loop after a pause if the store did not answer
     */
    <T> CompletionStage<Void> read(Supplier<T> source, Consumer<T> use, Runnable retry) {
        return CompletableFuture.supplyAsync(source, blocking)
                .thenAcceptAsync(use, loop)
                .exceptionally(failure -> {
                    boolean isPassing = isPassing(failure);
                    LOG.warn(
                            "Could not read a change that a client must be notified of; {}: {}",
                            isPassing ? "will retry" : "it is skipped",
                            String.valueOf(failure));
                    if (isPassing) {
                        var unused = loop.schedule(() -> unlessStopped(retry), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                    }
                    return null;
                });
    }

    /** Stops the retries. A retry that is scheduled already does not run. */
    void stop() {
        isStopped = true;
    }

    private void unlessStopped(Runnable retry) {
        if (!isStopped) {
            retry.run();
        }
    }

    private static boolean isPassing(Throwable failure) {
        @Nullable Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof DomainException refusal && refusal.code() == ErrorCode.SERVICE_UNAVAILABLE;
    }
}
