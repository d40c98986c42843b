package io.kefu.redis.connection;

import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.micronaut.configuration.lettuce.AbstractRedisConfiguration;
import io.micronaut.configuration.lettuce.ClientResourcesMutator;
import io.micronaut.configuration.lettuce.MetricsClientResourceMutator;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;

/**
 * Keeps the driver from measuring every command: its two histograms per command made a scrape of the metrics half a
 * megabyte, and cost time on every send.
 */
@Singleton
@Replaces(MetricsClientResourceMutator.class)
final class RedisClientResources implements ClientResourcesMutator {
    @Override
    public void mutate(ClientResources.Builder builder, AbstractRedisConfiguration configuration) {
        builder.commandLatencyRecorder(CommandLatencyRecorder.disabled());
    }
}
