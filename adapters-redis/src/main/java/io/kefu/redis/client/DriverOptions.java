package io.kefu.redis.client;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.resource.EpollProvider;
import io.lettuce.core.resource.KqueueProvider;
import java.time.Duration;

/**
 * The options of the driver. A command is sent once, and fails when the server is unreachable or slow. By default the driver
 * would keep the command and send it again after a reconnect. By then the client was told to repeat its call, so the message
 * would be stored twice.
 *
 * <p>A connection to a machine that does not answer any more is closed after about ten seconds, so that the driver looks for
 * the server that has the data now. By default the operating system would wait for a quarter of an hour.
 */
public final class DriverOptions {
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration PROBE_AFTER = Duration.ofSeconds(5);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(2);
    private static final int PROBES = 3;
    /** Redirections and lost connections refresh the map of slots to masters, at most once in this time. */
    private static final Duration MIN_REFRESH_INTERVAL = Duration.ofSeconds(1);
    /** The map is also refreshed at this interval, because a failover does not redirect clients. */
    private static final Duration MAX_REFRESH_INTERVAL = Duration.ofSeconds(5);

    private DriverOptions() {}

    /** Whether the driver can connect over Unix domain sockets, for which it needs the native library of the platform. */
    public static boolean canUseUnixSockets() {
        return EpollProvider.isAvailable() || KqueueProvider.isAvailable();
    }

    /**
     * Options for a single server, also for one that Sentinel names.
     *
     * @param address the address of the server; on a Unix domain socket, options of TCP do not apply
     * @param timeout how long a command may take
     */
    public static ClientOptions ofServer(RedisURI address, Duration timeout) {
        boolean isTcp = address.getSocket() == null;
        return common(ClientOptions.builder(), timeout, isTcp ? tcp(timeout) : unixSocket(timeout))
                .build();
    }

    /**
     * Options for a Redis Cluster.
     *
     * @param timeout how long a command may take
     */
    public static ClusterClientOptions ofCluster(Duration timeout) {
        ClusterClientOptions.Builder builder = ClusterClientOptions.builder();
        common(builder, timeout, tcp(timeout));
        return builder.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enableAllAdaptiveRefreshTriggers()
                        .adaptiveRefreshTriggersTimeout(MIN_REFRESH_INTERVAL)
                        .refreshTriggersReconnectAttempts(1)
                        .enablePeriodicRefresh(MAX_REFRESH_INTERVAL)
                        .build())
                .build();
    }

    private static ClientOptions.Builder common(ClientOptions.Builder builder, Duration timeout, SocketOptions socket) {
        return builder.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true)
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .socketOptions(socket);
    }

    private static SocketOptions unixSocket(Duration timeout) {
        return SocketOptions.builder().connectTimeout(timeout).build();
    }

    private static SocketOptions tcp(Duration timeout) {
        SocketOptions.Builder builder = SocketOptions.builder()
                .connectTimeout(timeout)
                .keepAlive(KeepAliveOptions.builder()
                        .enable()
                        .idle(PROBE_AFTER)
                        .interval(PROBE_EVERY)
                        .count(PROBES)
                        .build());
        if (EpollProvider.isAvailable()) {
            builder.tcpUserTimeout(TcpUserTimeoutOptions.builder()
                    .enable()
                    .tcpUserTimeout(SILENCE)
                    .build());
        }
        return builder.build();
    }
}
