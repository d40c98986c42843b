package io.kefu.bootstrap;

/**
 * The process that started this one. Maven, when killed, would leave kefu behind; the run command therefore sets {@code
 * kefu.end-with-parent}.
 */
final class ParentProcess {

    private ParentProcess() {}

    static void endWithIt() {
        if (Boolean.getBoolean("kefu.end-with-parent")) {
            ProcessHandle.current().parent().ifPresent(ParentProcess::endWith);
        }
    }

    private static void endWith(ProcessHandle parent) {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            parent.onExit().join();
            System.exit(0);
        });
    }
}
