package io.kefu.bootstrap.metrics;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.Desk.Assignment;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Meters of the queue of the whole deployment, the same on every node. They read NaN while Redis does not answer. */
@Context
final class QueueMeters {
    private static final Logger LOG = LoggerFactory.getLogger(QueueMeters.class);
    private static final PageRequest HEAD = new PageRequest(1, 1);

    private final Desk desk;
    private final InstantSource clock;
    private volatile double length = Double.NaN;
    private volatile double waitSeconds = Double.NaN;

    QueueMeters(Desk desk, InstantSource clock, MeterRegistry meters) {
        this.desk = desk;
        this.clock = clock;
        Gauge.builder("kefu.queue.length", () -> length)
                .description("Waiting sessions in the whole deployment")
                .register(meters);
        Gauge.builder("kefu.queue.wait", () -> waitSeconds)
                .description("Time since the session at the head of the queue was opened")
                .baseUnit("seconds")
                .register(meters);
    }

    @Scheduled(fixedDelay = "5s")
    void measure() {
        try {
            Page<Assignment> head = desk.waiting(HEAD);
            length = head.total();
            waitSeconds = head.items().stream()
                    .map(first -> Duration.between(first.createdAt(), clock.instant()))
                    .mapToDouble(wait -> wait.toMillis() / 1000.0)
                    .findFirst()
                    .orElse(0);
        } catch (RuntimeException failure) {
            length = Double.NaN;
            waitSeconds = Double.NaN;
            LOG.debug("Could not measure the queue; will retry in 5 s", failure);
        }
    }
}
