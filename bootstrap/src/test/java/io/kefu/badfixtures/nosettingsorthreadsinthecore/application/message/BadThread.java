package io.kefu.badfixtures.nosettingsorthreadsinthecore.application.message;

final class BadThread {
    void start(Runnable task) {
        Thread.ofVirtual().start(task);
    }
}
