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

/** A Redis Cluster of three masters on the loopback address. It stores nothing on disk, and ends with the JVM. */
public final class RedisCluster implements AutoCloseable {
    private static final int MASTERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How long a master may be silent before it counts as failed. Long, so that a busy master does not count as failed. */
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(5);
    /** The same for a Cluster in which a master is made to fail. */
    private static final Duration SHORT_NODE_TIMEOUT = Duration.ofSeconds(1);

    private final Duration nodeTimeout;
    private final List<ProcessServer> masters = new ArrayList<>();
    private final List<ProcessServer> replicas = new ArrayList<>();
    private final List<Integer> busPorts = new ArrayList<>();

    private RedisCluster(Duration nodeTimeout) {
        this.nodeTimeout = nodeTimeout;
    }

    /** The Cluster of this JVM, which the first call starts. */
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

    /** Starts a further Cluster, in which each master has a replica that takes over soon after the master failed. */
    public static RedisCluster startWithReplicas() {
        RedisCluster cluster = new RedisCluster(SHORT_NODE_TIMEOUT);
        cluster.startMasters();
        cluster.startReplicas();
        return cluster;
    }

    /** Starts the masters, and returns when each of them knows the slots of all masters. */
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

    /** The addresses of the masters. */
    public List<RedisURI> uris() {
        return masters.stream().map(ProcessServer::uri).toList();
    }

    /** The addresses of the masters in the form that the configuration takes. */
    public String addresses() {
        return masters.stream().map(ProcessServer::address).collect(Collectors.joining(","));
    }

    /** A description for people. */
    public String description() {
        return "a Redis Cluster on the ports "
                + masters.stream().map(master -> String.valueOf(master.port())).collect(Collectors.joining(", "));
    }

    /** Removes all keys. */
    public void flush() {
        masters.forEach(master -> Administrator.on(master, commands -> commands.flushall()));
    }

    /** Closes all connections that have subscriptions. */
    void dropSubscribers() {
        masters.forEach(
                master -> Administrator.on(master, commands -> commands.clientKill(KillArgs.Builder.typePubsub())));
    }

    /** Moves the slot of a key to another master. The slot must be empty. */
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

    /** The master that serves the slot of a key. */
    public ProcessServer master(String key) {
        return owner(SlotHash.getSlot(key));
    }

    /** Returns when the replicas have all data of their masters. */
    public void awaitReplication() {
        IntStream.range(0, MASTERS).forEach(i -> Replication.awaitAll(masters.get(i), replicas.get(i)));
    }

    /** Cuts the replica of a master off from further writes. */
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
                // WAIT for a replica that does not exist takes its whole timeout and leaves the CPU to the other
                // processes.
                commands.waitForReplication(MASTERS, 10);
            }
            return true;
        });
    }

    private String take(RedisCommands<String, String> commands, int number) {
        int from = SlotHash.SLOT_COUNT * number / MASTERS;
        int end = SlotHash.SLOT_COUNT * (number + 1) / MASTERS;
        commands.clusterSetConfigEpoch(number + 1);
        // Each master is introduced to all masters before it, so that none has to wait for gossip.
        IntStream.range(0, number).forEach(other -> meet(commands, other));
        return commands.clusterAddSlots(IntStream.range(from, end).toArray());
    }

    private void meet(RedisCommands<String, String> commands, int other) {
        // The driver's method has no parameter for the port of the Cluster bus.
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
