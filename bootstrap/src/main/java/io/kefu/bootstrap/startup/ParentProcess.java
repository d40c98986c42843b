package io.kefu.bootstrap.startup;

/**
 * The process that started this one. If {@code kefu.end-with-parent} is set, kefu ends when its parent ends. The run command of
 * Maven sets it, because kefu would otherwise survive a killed Maven.
 */
public final class ParentProcess {

    private ParentProcess() {}

    /** Begins to watch the parent, if the property is set. Does not block. */
    public static void endWithParent() {
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
