package io.kefu.redis.client;

import io.lettuce.core.api.StatefulRedisConnection;
import io.netty.channel.ChannelHandler;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sends a PING at regular intervals, and closes a connection on which nothing was received for some time. A server that hangs
 * keeps its connections open. Without the timeout the driver would not look for the new master that Sentinel has chosen.
 *
 * <p>Not used for a Cluster, where the map of slots to masters tells when to use other connections.
 */
final class ConnectionKeepAlive {
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration SILENCE = INTERVAL.multipliedBy(3).plusSeconds(1);

    private ConnectionKeepAlive() {}

    /** Sends a PING on the connection at regular intervals. */
    static void start(StatefulRedisConnection<String, String> connection) {
        // The task ends with the client, which owns the executor.
        var unused = connection
                .getResources()
                .eventExecutorGroup()
                .scheduleWithFixedDelay(
                        () -> ping(connection), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void ping(StatefulRedisConnection<String, String> connection) {
        // The ReadTimeoutHandler notices a missing answer.
        var unused = connection.async().ping();
    }

    /** Closes a connection on which nothing was received for some time. */
    static ChannelHandler timeout() {
        return new ReadTimeoutHandler(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
