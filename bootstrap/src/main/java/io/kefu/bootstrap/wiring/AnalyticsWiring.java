package io.kefu.bootstrap.wiring;

import io.kefu.application.analytics.ReadKefuReport;
import io.kefu.application.analytics.ReadMessageStatistics;
import io.kefu.application.analytics.ReadQueueReport;
import io.kefu.application.analytics.ReadUserStatistics;
import io.kefu.application.analytics.port.Counters;
import io.kefu.application.user.port.UserStore;
import io.kefu.redis.Redis;
import io.kefu.redis.analytics.RedisCounters;
import io.kefu.redis.connection.CountingSettings;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Wires statistics and reports. */
@Factory
final class AnalyticsWiring {

    @Singleton
    RedisCounters counters(Redis redis, InstantSource clock) {
        return new RedisCounters(redis, clock);
    }

    @Singleton
    ReadMessageStatistics readMessageStatistics(Counters counters, CountingSettings settings) {
        return new ReadMessageStatistics(counters, settings.zone());
    }

    @Singleton
    ReadUserStatistics readUserStatistics(UserStore users, Counters counters, InstantSource clock) {
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
}
