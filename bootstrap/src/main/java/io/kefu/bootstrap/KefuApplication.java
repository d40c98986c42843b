package io.kefu.bootstrap;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program: starts the service and runs until it is told to stop. */
public final class KefuApplication {

    private static final Logger LOG = LoggerFactory.getLogger(KefuApplication.class);

    private KefuApplication() {}

    /**
     * Starts the service and returns once it answers on its port; the server's threads keep the program running. If it
     * can't start, one line on the standard error says why, and the exit code is 1. With {@value RebuildCommand#NAME} as its
     * first argument it does that instead.
     */
    public static void main(String[] args) {
        try {
            start(args);
        } catch (Exception | LinkageError failure) {
            LOG.debug("Could not start", failure);
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
        ParentProcess.endWithIt();
        kefu.start().print();
    }

    /** What every context of the service has in common. */
    static ApplicationContextBuilder builder() {
        return ApplicationContext.builder()
                .mainClass(KefuApplication.class)
                // A wrong setting shows at the start, and nothing connects to Redis on a thread that must not block.
                .eagerInitSingletons(true);
    }
}
