package io.kefu.redis.connection;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.resource.EpollProvider;
import java.time.Duration;

/**
 * Lets the driver do what the service promises: a command is sent once, and fails when the server is gone or slow. The
 * driver would otherwise keep it and send it again after a reconnect, when whoever asked has long been told to repeat
 * it: a message would stand in its log twice.
 *
 * <p>A machine that vanishes says nothing. Its connections are given up after some ten seconds, where the operating system
 * by itself would wait for a quarter of an hour, so that the driver looks where the data is served now.
 */
public final class DriverOptions {
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration PROBE_AFTER = Duration.ofSeconds(5);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(2);
    private static final int PROBES = 3;
    /** Redirections and lost connections lead to a look at the cluster's map, though not more often than this. */
    private static final Duration MAP_KEPT_AT_LEAST = Duration.ofSeconds(1);
    /** Masters also change without anybody being redirected, as when one fails. */
    private static final Duration MAP_KEPT_AT_MOST = Duration.ofSeconds(5);

    private DriverOptions() {}

    /**
     * For a single server, or what Sentinel names.
     *
     * @param timeout how long a command may take
     */
    public static ClientOptions ofServer(Duration timeout) {
        return common(ClientOptions.builder(), timeout).build();
    }

    /**
     * For a Redis Cluster.
     *
     * @param timeout how long a command may take
     */
    public static ClusterClientOptions ofCluster(Duration timeout) {
        ClusterClientOptions.Builder builder = ClusterClientOptions.builder();
        common(builder, timeout);
        return builder.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enableAllAdaptiveRefreshTriggers()
                        .adaptiveRefreshTriggersTimeout(MAP_KEPT_AT_LEAST)
                        .refreshTriggersReconnectAttempts(1)
                        .enablePeriodicRefresh(MAP_KEPT_AT_MOST)
                        .build())
                .build();
    }

    private static ClientOptions.Builder common(ClientOptions.Builder builder, Duration timeout) {
        return builder.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true)
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .socketOptions(socketOptions(timeout));
    }

    private static SocketOptions socketOptions(Duration timeout) {
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
