package io.kefu.redis.connection;

import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.micronaut.configuration.lettuce.AbstractRedisConfiguration;
import io.micronaut.configuration.lettuce.ClientResourcesMutator;
import io.micronaut.configuration.lettuce.MetricsClientResourceMutator;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets the driver look for a lost server every two seconds at least, all nodes at different times; by itself it would wait
 * for up to half a minute. And keeps it from measuring every command: its two histograms per command made a scrape of the
 * metrics half a megabyte, and cost time on every send.
 */
@Singleton
@Replaces(MetricsClientResourceMutator.class)
final class RedisClientResources implements ClientResourcesMutator {
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    @Override
    public void mutate(ClientResources.Builder builder, AbstractRedisConfiguration configuration) {
        builder.commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .reconnectDelay(Delay.fullJitter(SHORTEST, LONGEST, SHORTEST.toMillis(), TimeUnit.MILLISECONDS));
        if (configuration.getUris().isEmpty()) {
            builder.nettyCustomizer(new Heartbeat());
        }
    }
}
