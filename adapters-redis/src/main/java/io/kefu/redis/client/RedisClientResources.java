package io.kefu.redis.client;

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
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultithreadEventLoopGroup;
import io.netty.handler.flush.FlushConsolidationHandler;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The resources of the driver. It tries to reconnect at least every two seconds, with random delays so that nodes do not
 * reconnect at the same time; by default it would wait for up to half a minute. It does not measure the latency of commands,
 * because two histograms per command made a scrape of the metrics half a megabyte, and took time for each message.
 *
 * <p>The two connections to a single server share one thread, because with two threads each message would wake both of them. If
 * the sockets of clients have only one thread, as on one or two cores, the connections use that thread too. Each message then
 * wakes one thread instead of two, and needs an eighth less CPU time. With several threads for sockets, the connections would
 * overload one of these threads, so they get their own.
 *
 * <p>Commands that are written at about the same time are sent with one system call. They come from all event loops of the
 * service, and each is followed by a flush. Without this a message needed a third more CPU time under load.
 */
@Singleton
@Replaces(MetricsClientResourceMutator.class)
final class RedisClientResources implements ClientResourcesMutator {
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int FLUSH_AFTER = 256;

    private final EventLoopGroupProvider loop;

    /**
     * Makes the resources.
     *
     * @param sockets the threads of the clients' sockets
     */
    RedisClientResources(EventLoopGroup sockets) {
        boolean isOne = sockets instanceof MultithreadEventLoopGroup threads && threads.executorCount() == 1;
        loop = isOne ? new SharedLoop(sockets) : new DefaultEventLoopGroupProvider(1);
    }

    @Override
    public void mutate(ClientResources.Builder builder, AbstractRedisConfiguration configuration) {
        builder.commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .reconnectDelay(Delay.fullJitter(SHORTEST, LONGEST, SHORTEST.toMillis(), TimeUnit.MILLISECONDS));
        boolean isSingle = configuration.getUris().isEmpty();
        if (isSingle) {
            builder.eventLoopGroupProvider(loop);
        }
        builder.nettyCustomizer(new NettyCustomizer() {
            @Override
            public void afterChannelInitialized(Channel channel) {
                channel.pipeline().addFirst(new FlushConsolidationHandler(FLUSH_AFTER, true));
                if (isSingle) {
                    channel.pipeline().addFirst(ConnectionKeepAlive.timeout());
                }
            }
        });
    }

    /** The driver does not stop an event loop that it did not create. */
    @PreDestroy
    void stop() {
        var unused = loop.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
