package io.kefu.redis.testing;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Redis Cluster of three masters on the loopback address. It keeps nothing, and ends with the JVM. */
public final class RedisCluster implements AutoCloseable {
    private static final int MASTERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Until a master that is silent counts as failed. A test's load must not make one look so. */
    private static final int NODE_TIMEOUT_MILLIS = 5_000;

    private final List<ProcessServer> masters = new ArrayList<>();
    private final List<Integer> busPorts = new ArrayList<>();

    private RedisCluster() {}

    /** The cluster of this JVM, started by who asks for it first. */
    public static RedisCluster shared() {
        return Shared.CLUSTER;
    }

    private static final class Shared {
        static final RedisCluster CLUSTER = start();
    }

    /** Starts a cluster, and returns once each of its masters knows who serves what. */
    static RedisCluster start() {
        RedisBinary binary = RedisBinary.ofClusters().orElseThrow();
        List<Integer> ports = Ports.free(2 * MASTERS);
        RedisCluster cluster = new RedisCluster();
        for (int i = 0; i < MASTERS; i++) {
            int busPort = ports.get(MASTERS + i);
            cluster.busPorts.add(busPort);
            cluster.masters.add(ProcessServer.start(binary, ports.get(i), options(busPort)));
        }
        cluster.join();
        System.err.println("==== These tests run on " + cluster.description() + " ====");
        return cluster;
    }

    private static List<String> options(int busPort) {
        return List.of(
                "--appendonly",
                "no",
                "--cluster-enabled",
                "yes",
                "--cluster-port",
                String.valueOf(busPort),
                "--cluster-node-timeout",
                String.valueOf(NODE_TIMEOUT_MILLIS));
    }

    /** Where the masters listen. */
    public List<RedisURI> uris() {
        return masters.stream().map(ProcessServer::uri).toList();
    }

    /** The same as a text, as a configuration has it. */
    public String addresses() {
        return masters.stream().map(ProcessServer::address).collect(Collectors.joining(","));
    }

    /** What it is, for people. */
    public String description() {
        return "a Redis Cluster on the ports "
                + masters.stream().map(master -> String.valueOf(master.port())).collect(Collectors.joining(", "));
    }

    /** Forgets all keys. */
    public void flush() {
        masters.forEach(master -> on(master, commands -> commands.flushall()));
    }

    /** Ends all connections that are subscribed to something. */
    void dropSubscribers() {
        masters.forEach(master -> on(master, commands -> commands.clientKill(KillArgs.Builder.typePubsub())));
    }

    /** Lets another master serve this key's slot, in which nothing may be stored. */
    public void move(String key) {
        int slot = SlotHash.getSlot(key);
        ProcessServer source = owner(slot);
        ProcessServer target = masters.get((masters.indexOf(source) + 1) % MASTERS);
        String sourceId = id(source);
        String targetId = id(target);
        on(target, commands -> commands.clusterSetSlotImporting(slot, sourceId));
        on(source, commands -> commands.clusterSetSlotMigrating(slot, targetId));
        on(target, commands -> commands.clusterSetSlotNode(slot, targetId));
        on(source, commands -> commands.clusterSetSlotNode(slot, targetId));
    }

    @Override
    public void close() {
        masters.forEach(ProcessServer::close);
    }

    private void join() {
        for (int i = 0; i < MASTERS; i++) {
            int number = i;
            on(masters.get(i), commands -> take(commands, number));
        }
        masters.forEach(master -> on(master, this::awaitWhole));
    }

    private String take(RedisCommands<String, String> commands, int number) {
        int from = SlotHash.SLOT_COUNT * number / MASTERS;
        int end = SlotHash.SLOT_COUNT * (number + 1) / MASTERS;
        commands.clusterSetConfigEpoch(number + 1);
        // Each meets all before it, so that nobody waits for gossip.
        IntStream.range(0, number).forEach(other -> meet(commands, other));
        return commands.clusterAddSlots(IntStream.range(from, end).toArray());
    }

    private String awaitWhole(RedisCommands<String, String> commands) {
        Deadline deadline = new Deadline(PATIENCE, "The Redis Cluster does not form: " + description());
        String info = commands.clusterInfo();
        while (!isWhole(info)) {
            deadline.check();
            info = commands.clusterInfo();
        }
        return info;
    }

    private void meet(RedisCommands<String, String> commands, int other) {
        // The driver's own method knows no port of the bus.
        commands.dispatch(
                CommandType.CLUSTER,
                new StatusOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8)
                        .add("MEET")
                        .add("127.0.0.1")
                        .add(masters.get(other).port())
                        .add(busPorts.get(other)));
    }

    private static boolean isWhole(String info) {
        return info.contains("cluster_state:ok")
                && info.contains("cluster_known_nodes:" + MASTERS)
                && info.contains("cluster_slots_ok:" + SlotHash.SLOT_COUNT);
    }

    private ProcessServer owner(int slot) {
        return masters.stream()
                .filter(master -> ownSlots(master).contains(slot))
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> ownSlots(ProcessServer master) {
        String nodes = on(master, commands -> commands.clusterNodes());
        return ClusterPartitionParser.parse(nodes).stream()
                .filter(node -> node.is(NodeFlag.MYSELF))
                .findFirst()
                .orElseThrow()
                .getSlots();
    }

    private static String id(ProcessServer master) {
        return on(master, commands -> commands.clusterMyId());
    }

    private static <T> T on(ProcessServer master, Function<RedisCommands<String, String>, T> calls) {
        try (RedisClient client = RedisClient.create(master.uri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return calls.apply(connection.sync());
        }
    }
}
