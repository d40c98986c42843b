package io.kefu.bootstrap;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import java.util.Arrays;
import org.slf4j.LoggerFactory;

/** The main class. It starts the service, which runs until the process is told to stop. */
public final class KefuApplication {

    private KefuApplication() {}

    /**
     * Starts the service and returns once it answers on its port; the threads of the server keep the process running. If the start
     * fails, one line on the standard error gives the reason, and the exit code is 1. If the first argument is {@value
     * RebuildCommand#NAME} or {@value AotCommand#NAME}, it runs this command instead.
     */
    public static void main(String[] args) {
        try {
            if (args.length > 0 && args[0].equals(AotCommand.NAME)) {
                AotCommand.run();
                return;
            }
            AotCache.use();
            start(args);
        } catch (Exception | LinkageError failure) {
            LoggerFactory.getLogger(KefuApplication.class).debug("Could not start", failure);
            System.err.println("kefu: " + StartUpFailure.of(failure).sentence());
            System.exit(1);
        }
    }

    private static void start(String[] args) {
        if (args.length > 0 && args[0].equals(RebuildCommand.NAME)) {
            System.exit(RebuildCommand.run(Arrays.copyOfRange(args, 1, args.length)));
        }
        RunningKefu kefu = new RunningKefu(builder().args(args).build());
        Runtime.getRuntime().addShutdownHook(new Thread(kefu::close, "shutdown"));
        ParentProcess.endWithParent();
        kefu.start().print();
        StartUpMemory.releaseLater();
    }

    /** The settings that every application context of the service shares. */
    static ApplicationContextBuilder builder() {
        return ApplicationContext.builder()
                .mainClass(KefuApplication.class)
                // A wrong setting is then reported at the start, and no bean connects to Redis on a thread that must
                // not
                // block.
                .eagerInitSingletons(true);
    }
}
