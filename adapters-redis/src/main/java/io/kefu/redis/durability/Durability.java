package io.kefu.redis.durability;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The condition for the acknowledgement of a change, besides that the server has made it. Never blocks. */
@FunctionalInterface
public interface Durability {

    /**
     * Completes when all writes to a partition before this call are as safe as the configuration demands. Fails with a {@code
     * DomainException} of code {@code SERVICE_UNAVAILABLE} if that takes too long; the writes may persist nevertheless.
     */
    CompletionStage<?> secured(int partition);

    /** No further condition. The server's {@code appendfsync} determines which writes survive its end. */
    static Durability local() {
        return partition -> CompletableFuture.completedStage(null);
    }
}
