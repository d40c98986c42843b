package io.kefu.rest;

import io.kefu.application.analytics.ReadKefuReport;
import io.kefu.application.analytics.ReadMessageStatistics;
import io.kefu.application.analytics.ReadQueueReport;
import io.kefu.application.analytics.ReadUserStatistics;
import io.kefu.application.analytics.port.Counters;
import io.kefu.application.analytics.testing.InMemoryCounters;
import io.kefu.application.connection.ReadConnections;
import io.kefu.application.health.CheckHealth;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Wires what tells how the house is doing to the stubs. */
@Factory
final class ReportUseCases {
    @Singleton
    ReadConnections readConnections(InstantSource clock) {
        return new ReadConnections(new Stubs.Counted(), clock);
    }

    @Singleton
    ReadMessageStatistics readMessageStatistics(Counters counters) {
        return new ReadMessageStatistics(counters, InMemoryCounters.ZONE);
    }

    @Singleton
    ReadUserStatistics readUserStatistics(StubUserStore users, Counters counters, InstantSource clock) {
        return new ReadUserStatistics(users, counters, clock);
    }

    @Singleton
    ReadKefuReport readKefuReport(Counters counters) {
        return new ReadKefuReport(counters);
    }

    @Singleton
    ReadQueueReport readQueueReport(Counters counters) {
        return new ReadQueueReport(counters);
    }

    @Singleton
    CheckHealth checkHealth(Stubs.Health health) {
        return new CheckHealth(health);
    }
}
