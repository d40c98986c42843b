package io.kefu.redis.testing;

import java.time.Duration;
import java.util.List;

/** A master, its replica, and a Sentinel that promotes the replica soon after the master stopped answering. */
public final class RedisSentinel implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ProcessServer master;
    private final ProcessServer replica;
    private final ProcessServer sentinel;

    private RedisSentinel(ProcessServer master, ProcessServer replica, ProcessServer sentinel) {
        this.master = master;
        this.replica = replica;
        this.sentinel = sentinel;
    }

    /** Starts all three servers, and returns when the replica can take over. */
    public static RedisSentinel start() {
        List<Integer> ports = Ports.free(3);
        ProcessServer master =
                ProcessServer.start(ports.get(0), List.of("--appendonly", "no", "--repl-diskless-sync-delay", "0"));
        ProcessServer replica = ProcessServer.start(
                ports.get(1), List.of("--appendonly", "no", "--replicaof", "127.0.0.1 " + master.port()));
        Replication.awaitLink(replica);
        ProcessServer sentinel = ProcessServer.startSentinel(
                ports.get(2),
                List.of(
                        "sentinel monitor main 127.0.0.1 " + master.port() + " 1",
                        "sentinel down-after-milliseconds main 500",
                        "sentinel failover-timeout main 10000"));
        RedisSentinel all = new RedisSentinel(master, replica, sentinel);
        Deadline.await(PATIENCE, "The Sentinel does not find the replica", all::isReplicaKnown);
        return all;
    }

    /** The address of the Sentinel in the form that the configuration takes. */
    public String address() {
        return "redis-sentinel://127.0.0.1:" + sentinel.port() + "#main";
    }

    /** Returns when the replica has all data of the master. */
    public void awaitReplication() {
        Replication.awaitAll(master, replica);
    }

    /** Cuts the replica off from further writes. */
    public void stopReplication() {
        Replication.stop(master, replica);
    }

    /** Restarts the original master, which was killed, without data and as a replica of the other server. */
    public void bringBack() {
        master.restart();
        Replication.follow(master, replica);
    }

    /** The original master. */
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
        return Administrator.onSentinel(
                sentinel,
                commands -> commands.replicas("main").stream()
                        .anyMatch(known -> "ok".equals(known.get("master-link-status"))));
    }
}
