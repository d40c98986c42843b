package io.kefu.redis.connection;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Gives up a connection from which nothing comes, and sees to it that something would. A server that hangs keeps its
 * connections; Sentinel has long made another one the master, and nobody would look for it.
 *
 * <p>In a cluster each node has connections of its own, and its map tells when to take others.
 */
final class Heartbeat implements NettyCustomizer {
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration SILENCE = INTERVAL.multipliedBy(3).plusSeconds(1);

    /** Lets a connection be answered at regular intervals. */
    static void keep(StatefulRedisConnection<String, String> connection) {
        // Ends with the client, whose executor it is.
        var unused = connection
                .getResources()
                .eventExecutorGroup()
                .scheduleWithFixedDelay(
                        () -> beat(connection), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void beat(StatefulRedisConnection<String, String> connection) {
        // Whether it is answered is seen where the answer would come in.
        var unused = connection.async().ping();
    }

    @Override
    public void afterChannelInitialized(Channel channel) {
        channel.pipeline().addFirst(new ReadTimeoutHandler(SILENCE.toMillis(), TimeUnit.MILLISECONDS));
    }
}
