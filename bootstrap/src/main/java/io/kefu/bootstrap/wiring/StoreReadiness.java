package io.kefu.bootstrap.wiring;

import io.kefu.application.health.port.StoreHealth;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.reactivestreams.Publisher;

/**
 * Reports a node as ready while its store answers reads of the right data. If it refuses writes, it refuses them to all nodes, and
 * a proxy would find no node for the reads. It answers within the time that {@link StoreHealth} promises.
 */
@Singleton
@Readiness
final class StoreReadiness implements HealthIndicator {
    private final StoreHealth store;
    private final Executor blocking;

    StoreReadiness(StoreHealth store, @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.store = store;
        this.blocking = blocking;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.fromCompletableFuture(() -> CompletableFuture.supplyAsync(this::check, blocking));
    }

    private HealthResult check() {
        HealthStatus status = switch (store.state()) {
            case WRITABLE, READ_ONLY -> HealthStatus.UP;
            case EVICTING, UNAVAILABLE -> HealthStatus.DOWN;
        };
        return HealthResult.builder("redis", status).build();
    }
}
