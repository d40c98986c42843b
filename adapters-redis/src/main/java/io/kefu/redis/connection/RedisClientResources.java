package io.kefu.redis.connection;

import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.lettuce.core.resource.NettyCustomizer;
import io.micronaut.configuration.lettuce.AbstractRedisConfiguration;
import io.micronaut.configuration.lettuce.ClientResourcesMutator;
import io.micronaut.configuration.lettuce.MetricsClientResourceMutator;
import io.micronaut.context.annotation.Replaces;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets the driver look for a lost server every two seconds at least, all nodes at different times; by itself it would wait
 * for up to half a minute. And keeps it from measuring every command: its two histograms per command made a scrape of the
 * metrics half a megabyte, and cost time on every send.
 *
 * <p>The two connections to a single server share one thread: what one message causes on both then comes at one go, where two
 * threads would wake each other for it. That made a fifth more messages a second on two cores.
 */
@Singleton
@Replaces(MetricsClientResourceMutator.class)
final class RedisClientResources implements ClientResourcesMutator {
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final EventLoopGroupProvider loop = new DefaultEventLoopGroupProvider(1);

    @Override
    public void mutate(ClientResources.Builder builder, AbstractRedisConfiguration configuration) {
        builder.commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .reconnectDelay(Delay.fullJitter(SHORTEST, LONGEST, SHORTEST.toMillis(), TimeUnit.MILLISECONDS));
        boolean isSingle = configuration.getUris().isEmpty();
        if (isSingle) {
            builder.eventLoopGroupProvider(loop);
        }
        builder.nettyCustomizer(new BatchedFlushes(isSingle ? new Heartbeat() : new NettyCustomizer() {}));
    }

    /** The driver does not end what it did not make. */
    @PreDestroy
    void stop() {
        var unused = loop.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
