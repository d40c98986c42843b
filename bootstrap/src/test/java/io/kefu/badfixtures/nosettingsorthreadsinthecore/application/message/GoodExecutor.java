package io.kefu.badfixtures.nosettingsorthreadsinthecore.application.message;

import io.kefu.application.concurrent.port.BlockingExecutor;
import java.util.concurrent.CompletableFuture;

record GoodExecutor(BlockingExecutor executor) {
    CompletableFuture<Void> run(Runnable task) {
        return CompletableFuture.runAsync(task, executor);
    }
}
