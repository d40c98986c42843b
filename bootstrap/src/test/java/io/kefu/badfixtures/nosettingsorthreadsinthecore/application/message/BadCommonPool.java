package io.kefu.badfixtures.nosettingsorthreadsinthecore.application.message;

import java.util.concurrent.CompletableFuture;

final class BadCommonPool {
    CompletableFuture<Void> run(Runnable task) {
        return CompletableFuture.runAsync(task);
    }
}
