package io.kefu.redis.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** A master, its replica, and a Sentinel that soon makes the replica the master when the master is silent. */
public final class RedisSentinel implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern OFFSET = Pattern.compile("(?m)^(master|slave)_repl_offset:(\\d+)");

    private final ProcessServer master;
    private final ProcessServer replica;
    private final ProcessServer sentinel;

    private RedisSentinel(ProcessServer master, ProcessServer replica, ProcessServer sentinel) {
        this.master = master;
        this.replica = replica;
        this.sentinel = sentinel;
    }

    /** Starts all three, and returns once the replica may take over. */
    public static RedisSentinel start() {
        RedisBinary binary = RedisBinary.any();
        List<Integer> ports = Ports.free(3);
        ProcessServer master = ProcessServer.start(
                binary, ports.get(0), List.of("--appendonly", "no", "--repl-diskless-sync-delay", "0"));
        ProcessServer replica = ProcessServer.start(
                binary, ports.get(1), List.of("--appendonly", "no", "--replicaof", "127.0.0.1 " + master.port()));
        await("The replica does not follow", () -> info(replica).contains("master_link_status:up"));
        ProcessServer sentinel = ProcessServer.startSentinel(
                binary,
                ports.get(2),
                List.of(
                        "sentinel monitor main 127.0.0.1 " + master.port() + " 1",
                        "sentinel down-after-milliseconds main 500",
                        "sentinel failover-timeout main 10000"));
        RedisSentinel all = new RedisSentinel(master, replica, sentinel);
        await("The Sentinel does not find the replica", all::isReplicaKnown);
        return all;
    }

    /** Whom to ask for the master, as a configuration has it. */
    public String address() {
        return "redis-sentinel://127.0.0.1:" + sentinel.port() + "#main";
    }

    /** Returns once the replica has all that the master has. */
    public void awaitReplication() {
        await("The replica does not catch up", () -> offset(master) == offset(replica));
    }

    /** The server that was the master at first. */
    public ProcessServer master() {
        return master;
    }

    @Override
    public void close() {
        sentinel.close();
        replica.close();
        master.close();
    }

    private boolean isReplicaKnown() {
        try (RedisClient client = RedisClient.create();
                var connection = client.connectSentinel(sentinel.uri())) {
            return connection.sync().replicas("main").stream()
                    .anyMatch(known -> "ok".equals(known.get("master-link-status")));
        }
    }

    private static long offset(ProcessServer server) {
        return OFFSET.matcher(info(server))
                .results()
                .mapToLong(offset -> Long.parseLong(offset.group(2)))
                .max()
                .orElseThrow();
    }

    private static String info(ProcessServer server) {
        RedisURI uri = server.uri();
        try (RedisClient client = RedisClient.create(uri);
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection.sync().info("replication");
        }
    }

    private static void await(String complaint, BooleanSupplier event) {
        Deadline deadline = new Deadline(PATIENCE, complaint);
        while (!event.getAsBoolean()) {
            deadline.check();
        }
    }
}
