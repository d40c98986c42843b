package io.kefu.bootstrap.tracing;

import java.util.logging.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Writes what OpenTelemetry logs to the log of the service. OpenTelemetry uses the logging of the JDK. */
final class OpenTelemetryLog {
    /** Kept here, because the JDK forgets the settings of a logger to which nothing refers. */
    private static final Logger LOGGER = Logger.getLogger("io.opentelemetry");

    private OpenTelemetryLog() {}

    /** Applies to the whole JVM. Further calls have no effect. */
    static void install() {
        if (LOGGER.getHandlers().length == 0) {
            LOGGER.setUseParentHandlers(false);
            LOGGER.addHandler(new SLF4JBridgeHandler());
        }
    }
}
