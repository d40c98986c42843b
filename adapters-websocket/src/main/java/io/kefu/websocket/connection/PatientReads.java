package io.kefu.websocket.connection;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads for one connection on a thread that may block, and goes on with what was read on the socket's event loop. What the
 * store does not give for now is asked for again a little later: a hint that is dropped never comes again.
 */
final class PatientReads {
    private static final Logger LOG = LoggerFactory.getLogger(PatientReads.class);

    private final Executor blocking;
    private final Executor loop;
    private final Executor later;
    private volatile boolean ended;

    /**
     * Makes it.
     *
     * @param later runs on the event loop, after a pause
     */
    PatientReads(Executor blocking, Executor loop, Executor later) {
        this.blocking = blocking;
        this.loop = loop;
        this.later = later;
    }

    /**
     * Reads. The stage completes once it has gone on with what was read, or has failed; it never fails itself.
     *
     * @param again what to do instead, on the event loop, when the store may answer again
     */
    <T> CompletionStage<Void> read(Supplier<T> source, Consumer<T> then, Runnable again) {
        return CompletableFuture.supplyAsync(source, blocking)
                .thenAcceptAsync(then, loop)
                .exceptionally(failure -> {
                    LOG.warn("What has changed could not be told: {}", String.valueOf(failure));
                    if (isPassing(failure)) {
                        later.execute(() -> unlessEnded(again));
                    }
                    return null;
                });
    }

    /** Nobody is there any more who could be told. */
    void end() {
        ended = true;
    }

    private void unlessEnded(Runnable again) {
        if (!ended) {
            again.run();
        }
    }

    private static boolean isPassing(Throwable failure) {
        @Nullable Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof DomainException refusal && refusal.code() == ErrorCode.SERVICE_UNAVAILABLE;
    }
}
