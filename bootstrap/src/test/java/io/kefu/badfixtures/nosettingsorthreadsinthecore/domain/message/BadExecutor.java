package io.kefu.badfixtures.nosettingsorthreadsinthecore.domain.message;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

final class BadExecutor {
    Executor executor() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }
}
