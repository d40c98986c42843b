package io.kefu.bootstrap.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** The lines that are written to the console from now on, by all nodes of the JVM. */
final class TracedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final Encoder<ILoggingEvent> console = console();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    static TracedLog open() {
        TracedLog log = new TracedLog();
        log.start();
        ROOT.addAppender(log);
        return log;
    }

    private static Encoder<ILoggingEvent> console() {
        for (Iterator<Appender<ILoggingEvent>> all = ROOT.iteratorForAppenders(); all.hasNext(); ) {
            if (all.next() instanceof OutputStreamAppender<ILoggingEvent> stream) {
                return stream.getEncoder();
            }
        }
        throw new IllegalStateException("There is no console");
    }

    /** Called on the thread that logs. */
    @Override
    protected void append(ILoggingEvent event) {
        lines.add(new String(console.encode(event), UTF_8));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        ROOT.detachAppender(this);
    }
}
