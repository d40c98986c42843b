package io.kefu.bootstrap.wiring;

import io.kefu.application.concurrent.port.BlockingExecutor;
import io.kefu.application.concurrent.port.DelayedExecutor;
import io.micronaut.context.annotation.Bean;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks after a fixed delay. */
@Singleton
@Bean(typed = DelayedExecutor.class)
final class DelayedThreads implements DelayedExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(DelayedThreads.class);

    /** Longer than any call, except uploads. Calls that ran when the task was passed in have ended before it runs. */
    private static final int DELAY_SECONDS = 10;

    private final Executor delayed;

    DelayedThreads(BlockingExecutor threads) {
        this.delayed = CompletableFuture.delayedExecutor(DELAY_SECONDS, TimeUnit.SECONDS, threads);
    }

    @Override
    public void execute(Runnable task) {
        delayed.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException failure) {
                LOG.warn("A task that was delayed by {} s failed: {}", DELAY_SECONDS, failure.toString());
            }
        });
    }
}
