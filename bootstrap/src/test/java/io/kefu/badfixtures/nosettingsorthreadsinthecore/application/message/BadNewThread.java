package io.kefu.badfixtures.nosettingsorthreadsinthecore.application.message;

final class BadNewThread {
    void start(Runnable task) {
        new Thread(task).start();
    }
}
