package io.kefu.bootstrap.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * Configures Logback: one line per event on the standard output, in the configured {@link LogFormat}. It is code because
 * reading an XML file took a twentieth of the start. If the system property {@code logback.configurationFile} names a file,
 * that file is used instead.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class ConsoleLogging extends ContextAwareBase implements Configurator {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX} %-5level %logger{0}"
            + " %replace([%X{request_id}] ){'^\\[\\] $', ''}%replace([%X{trace_id}] ){'^\\[\\] $', ''}%msg%n";

    private static final Map<String, Level> LEVELS = Map.of(
            // Logs only failed starts, which StartUpFailure reports in one line.
            "io.micronaut.http.server.netty.NettyHttpServer",
            Level.OFF,
            // Logs the active environments at each start.
            "io.micronaut.context.DefaultApplicationContext",
            Level.WARN,
            // Logs a stack trace at each health check while Redis is unreachable; the answer of the check reports it
            // already.
            "io.micronaut.management.health.indicator.HealthResult",
            Level.OFF,
            // Warns that subscriptions in a cluster could not be renewed after a lost connection; ClusterSubscriber
            // renews them.
            "io.lettuce.core.pubsub.StatefulRedisPubSubConnectionImpl",
            Level.ERROR,
            // Warns on shutdown that a connection to a cluster is closed twice.
            "io.lettuce.core.RedisChannelHandler",
            Level.ERROR,
            // Warns of each cluster node that does not return the slot map, even if another one does; StartUpFailure
            // reports if
            // none does.
            "io.lettuce.core.cluster.topology.DefaultClusterTopologyRefresh",
            Level.ERROR,
            // Logs a stack trace on shutdown for each timer of the driver that ends after the driver.
            "io.netty.util.concurrent.DefaultPromise.rejectedExecution",
            Level.OFF);

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        // KefuApplication reports a wrong value.
        Encoder<ILoggingEvent> encoder = switch (LogFormat.configured().orElse(LogFormat.TEXT)) {
            case TEXT -> text();
            case JSON -> json();
        };
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setEncoder(encoder);
        console.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(console);
        LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Encoder<ILoggingEvent> text() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setCharset(UTF_8);
        encoder.setPattern(PATTERN);
        return encoder;
    }

    /** An object per line: timestamp in ms, level, threadName, loggerName, mdc, formattedMessage, throwable. */
    private static Encoder<ILoggingEvent> json() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMarkers(false);
        encoder.setWithKVPList(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        return encoder;
    }
}
