package io.kefu.redis.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kefu.redis.GlobalKeys;
import io.kefu.redis.RedisFault;
import io.kefu.redis.health.ServerState;
import io.kefu.redis.health.ServerStates;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tests before the start whether Redis can be used: connects, authenticates, runs a script that writes, and reads {@code
 * INFO}.
 */
public final class RedisStartupCheck implements AutoCloseable {
    /**
     * Writes the key of the probe. A Redis that holds data of kefu may be full, because the archive frees memory once kefu runs:
     * DEL is a first write that needs no memory, so that Redis accepts SET.
     */
    private static final String WRITE = """
            if redis.call('EXISTS', KEYS[2]) == 1 then redis.call('DEL', KEYS[1]) end
            return redis.call('SET', KEYS[1], '', 'PX', 1000)
            """;

    private final AbstractRedisClient client;
    private final List<RedisURI> addresses;
    private final Duration timeout;

    private RedisStartupCheck(AbstractRedisClient client, List<RedisURI> addresses, Duration timeout) {
        this.client = client;
        this.addresses = addresses;
        this.timeout = timeout;
    }

    /**
     * Makes a client that is not connected yet.
     *
     * @param addresses one address, or the addresses of several nodes of a Cluster
     * @param timeout how long connecting may take, and how long each command may take
     * @throws IllegalArgumentException if the driver does not understand an address
     */
    public static RedisStartupCheck of(List<String> addresses, boolean isCluster, Duration timeout) {
        List<RedisURI> uris = addresses.stream().map(RedisURI::create).toList();
        uris.forEach(uri -> RedisClientOptions.limit(uri, timeout));
        if (isCluster) {
            RedisClusterClient cluster = RedisClusterClient.create(uris);
            cluster.setOptions(DriverOptions.ofCluster(timeout));
            return new RedisStartupCheck(cluster, uris, timeout);
        }
        RedisClient single = RedisClient.create(uris.getFirst());
        single.setOptions(DriverOptions.ofServer(uris.getFirst(), timeout));
        return new RedisStartupCheck(single, uris, timeout);
    }

    /**
     * The result of a check.
     *
     * @param fault why Redis cannot be used now; empty if it can
     * @param servers the state of each master; empty if there is a fault
     */
    public record Result(Optional<RedisFault> fault, List<ServerState> servers) {}

    /**
     * Connects, runs the tests and disconnects. Blocks for at most a few times the timeout.
     *
     * @throws RuntimeException for a failure that is no {@link RedisFault}
     */
    public Result run() {
        try {
            return switch (client) {
                case RedisClusterClient cluster -> {
                    cluster.refreshPartitions();
                    try (var connection = cluster.connect()) {
                        boolean isComplete =
                                connection.sync().clusterInfo().contains("cluster_slots_ok:" + SlotHash.SLOT_COUNT);
                        yield isComplete
                                ? test(connection.sync(), connection.async())
                                : new Result(Optional.of(RedisFault.CLUSTER_INCOMPLETE), List.of());
                    }
                }
                case RedisClient single -> {
                    try (var connection = single.connect()) {
                        yield test(connection.sync(), connection.async());
                    }
                }
                default -> throw new IllegalStateException("An unknown client: " + client);
            };
        } catch (RuntimeException failure) {
            RedisFault fault = RedisFault.of(failure).orElseThrow(() -> failure);
            boolean isTlsRefused = fault == RedisFault.TOO_SLOW
                    && addresses.stream().anyMatch(uri -> uri.isSsl() && answersWithoutTls(uri));
            return new Result(Optional.of(isTlsRefused ? RedisFault.TLS : fault), List.of());
        }
    }

    /**
     * Tests whether the server answers without TLS. When a client starts TLS, a Redis without TLS waits for the end of
     * the line and looks like a slow server.
     */
    private boolean answersWithoutTls(RedisURI uri) {
        int millis = (int) timeout.toMillis();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), millis);
            socket.setSoTimeout(millis);
            socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
            int first = socket.getInputStream().read();
            return first == '+' || first == '-';
        } catch (IOException noResult) {
            return false;
        }
    }

    private static Result test(
            RedisClusterCommands<String, String> commands, RedisClusterAsyncCommands<String, String> pipelined) {
        commands.eval(WRITE, ScriptOutputType.STATUS, GlobalKeys.PROBE, GlobalKeys.PARTITIONS);
        return new Result(
                Optional.empty(),
                ServerStates.read(pipelined).toCompletableFuture().join());
    }

    @Override
    public void close() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
