package io.kefu.redis.testing;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisURI;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Redis Cluster of three masters on the loopback address. It keeps nothing, and ends with the JVM. */
public final class RedisCluster implements AutoCloseable {
    private static final int MASTERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Until a master that is silent counts as failed. A test's load must not make one look so. */
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(5);
    /** The same where one is to fail. */
    private static final Duration SHORT_NODE_TIMEOUT = Duration.ofSeconds(1);

    private final Duration nodeTimeout;
    private final List<ProcessServer> masters = new ArrayList<>();
    private final List<ProcessServer> replicas = new ArrayList<>();
    private final List<Integer> busPorts = new ArrayList<>();

    private RedisCluster(Duration nodeTimeout) {
        this.nodeTimeout = nodeTimeout;
    }

    /** The cluster of this JVM, started by who asks for it first. */
    public static RedisCluster shared() {
        return Shared.CLUSTER;
    }

    private static final class Shared {
        static final RedisCluster CLUSTER = start();
    }

    private static RedisCluster start() {
        RedisCluster cluster = new RedisCluster(NODE_TIMEOUT);
        cluster.startMasters();
        System.err.println("==== These tests run on " + cluster.description() + " ====");
        return cluster;
    }

    /** Starts another cluster, in which each master has a replica that soon takes over when the master fails. */
    public static RedisCluster startWithReplicas() {
        RedisCluster cluster = new RedisCluster(SHORT_NODE_TIMEOUT);
        cluster.startMasters();
        cluster.startReplicas();
        return cluster;
    }

    /** Starts them, and returns once each knows who serves what. */
    private void startMasters() {
        for (int i = 0; i < MASTERS; i++) {
            masters.add(startServer());
        }
        join();
    }

    private ProcessServer startServer() {
        List<Integer> ports = Ports.free(2);
        busPorts.add(ports.get(1));
        return ProcessServer.start(
                RedisBinary.ofClusters().orElseThrow(),
                ports.get(0),
                List.of(
                        "--appendonly",
                        "no",
                        "--repl-diskless-sync-delay",
                        "0",
                        "--cluster-enabled",
                        "yes",
                        "--cluster-port",
                        String.valueOf(ports.get(1)),
                        "--cluster-node-timeout",
                        String.valueOf(nodeTimeout.toMillis())));
    }

    private void startReplicas() {
        masters.forEach(master -> {
            ProcessServer replica = startServer();
            replicas.add(replica);
            String masterId = id(master);
            Administrator.on(replica, this::meetAll);
            await(replica, commands -> commands.clusterNodes().contains(masterId));
            Administrator.on(replica, commands -> commands.clusterReplicate(masterId));
            Replication.awaitLink(replica);
        });
        masters.forEach(master -> await(master, RedisCluster::knowsReplicas));
    }

    private static boolean knowsReplicas(RedisCommands<String, String> commands) {
        return commands.clusterNodes()
                        .lines()
                        .filter(line -> line.contains("slave"))
                        .count()
                == MASTERS;
    }

    private boolean meetAll(RedisCommands<String, String> commands) {
        IntStream.range(0, MASTERS).forEach(other -> meet(commands, other));
        return true;
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
        masters.forEach(master -> Administrator.on(master, commands -> commands.flushall()));
    }

    /** Ends all connections that are subscribed to something. */
    void dropSubscribers() {
        masters.forEach(
                master -> Administrator.on(master, commands -> commands.clientKill(KillArgs.Builder.typePubsub())));
    }

    /** Lets another master serve this key's slot, in which nothing may be stored. */
    public void move(String key) {
        int slot = SlotHash.getSlot(key);
        ProcessServer source = owner(slot);
        ProcessServer target = masters.get((masters.indexOf(source) + 1) % MASTERS);
        String sourceId = id(source);
        String targetId = id(target);
        Administrator.on(target, commands -> commands.clusterSetSlotImporting(slot, sourceId));
        Administrator.on(source, commands -> commands.clusterSetSlotMigrating(slot, targetId));
        Administrator.on(target, commands -> commands.clusterSetSlotNode(slot, targetId));
        Administrator.on(source, commands -> commands.clusterSetSlotNode(slot, targetId));
    }

    /** Who serves this key's slot. */
    public ProcessServer master(String key) {
        return owner(SlotHash.getSlot(key));
    }

    /** Returns once the replicas have all that the masters have. */
    public void awaitReplication() {
        IntStream.range(0, MASTERS).forEach(i -> Replication.awaitAll(masters.get(i), replicas.get(i)));
    }

    /** Lets the replica of a master get nothing more of what that is told. */
    public void stopReplication(ProcessServer master) {
        Replication.stop(master, replicas.get(masters.indexOf(master)));
    }

    @Override
    public void close() {
        replicas.forEach(ProcessServer::close);
        masters.forEach(ProcessServer::close);
    }

    private void join() {
        for (int i = 0; i < MASTERS; i++) {
            int number = i;
            Administrator.on(masters.get(i), commands -> take(commands, number));
        }
        masters.forEach(master -> await(master, RedisCluster::isWhole));
    }

    private void await(ProcessServer server, Predicate<RedisCommands<String, String>> state) {
        Deadline deadline = new Deadline(PATIENCE, "The Redis Cluster does not form: " + description());
        Administrator.on(server, commands -> {
            while (!state.test(commands)) {
                deadline.check();
                // No replica is there to answer: the server takes its time, and leaves the processor to the others.
                commands.waitForReplication(MASTERS, 10);
            }
            return true;
        });
    }

    private String take(RedisCommands<String, String> commands, int number) {
        int from = SlotHash.SLOT_COUNT * number / MASTERS;
        int end = SlotHash.SLOT_COUNT * (number + 1) / MASTERS;
        commands.clusterSetConfigEpoch(number + 1);
        // Each meets all before it, so that nobody waits for gossip.
        IntStream.range(0, number).forEach(other -> meet(commands, other));
        return commands.clusterAddSlots(IntStream.range(from, end).toArray());
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

    private static boolean isWhole(RedisCommands<String, String> commands) {
        String info = commands.clusterInfo();
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
        String nodes = Administrator.on(master, commands -> commands.clusterNodes());
        return ClusterPartitionParser.parse(nodes).stream()
                .filter(node -> node.is(NodeFlag.MYSELF))
                .findFirst()
                .orElseThrow()
                .getSlots();
    }

    private static String id(ProcessServer master) {
        return Administrator.on(master, commands -> commands.clusterMyId());
    }
}
