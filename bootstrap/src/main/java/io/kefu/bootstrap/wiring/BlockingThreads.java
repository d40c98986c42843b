package io.kefu.bootstrap.wiring;

import io.kefu.application.concurrent.port.BlockingExecutor;
import io.micronaut.context.annotation.Bean;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** Runs blocking tasks on the threads that serve requests. */
@Singleton
@Bean(typed = BlockingExecutor.class)
final class BlockingThreads implements BlockingExecutor {
    private final Executor threads;

    BlockingThreads(@Named(TaskExecutors.BLOCKING) Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }
}
