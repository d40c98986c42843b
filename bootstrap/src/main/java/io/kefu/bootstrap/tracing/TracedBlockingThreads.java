package io.kefu.bootstrap.tracing;

import io.kefu.application.concurrent.port.BlockingExecutor;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.TaskExecutors;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** Runs blocking tasks on the threads that serve requests, in the trace of the thread that passes them in. */
@Singleton
@Bean(typed = BlockingExecutor.class)
@Replaces(BlockingExecutor.class)
@Requires(beans = Tracer.class)
final class TracedBlockingThreads implements BlockingExecutor {
    private final Executor threads;

    TracedBlockingThreads(@Named(TaskExecutors.BLOCKING) Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(Context.current().wrap(task));
    }
}
