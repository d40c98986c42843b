package io.kefu.redis.durability;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What has to be true of a change before it is acknowledged, beyond that the server has made it. Never blocks. */
@FunctionalInterface
public interface Durability {

    /**
     * Completes when what was written to a partition before this call is as safe as the configuration asks for. Fails with a
     * {@code DomainException} of code {@code SERVICE_UNAVAILABLE} if it is not so in time; the change may last all the same.
     */
    CompletionStage<?> secured(int partition);

    /** Asks for nothing more: the server's own {@code appendfsync} says what survives its end. */
    static Durability local() {
        return partition -> CompletableFuture.completedStage(null);
    }
}
