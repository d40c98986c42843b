package io.kefu.redis.durability;

import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.format.DataFormat;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects that Redis lost writes that it had acknowledged. Replication is asynchronous, so a replica that becomes master may
 * lack the last writes of the former master. A server that restarts after a crash may lack the last writes that were not yet
 * forced to its disk. A server may also start with older data, or with none.
 *
 * <p>Each partition holds a mark of the last time when it may have lost its newest data; the mark is part of its conversations'
 * epochs. It is a time in milliseconds and not a counter, because an older copy of the data contains an older counter, whose next
 * value clients may know already. Each partition also holds the id of the data that it belongs to, and a beat, a number that
 * every write probe of any node raises. A beat that is lower than the last one that this node has seen shows older data. A
 * missing or different id shows other data.
 */
public final class DataLosses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataLosses.class);
    private static final Executor CHECK_AGAIN = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);
    private static final String ADOPT = "adopt";
    private static final String CHECK = "check";
    private static final String ALL_OLDER = "older";
    private static final long OLDER_DATA = 1;
    private static final long OTHER_DATA = 2;
    private static final long OLDER = -1;
    private static final long REPLACED = -2;
    private static final long UNKNOWN = -1;
    private static final int NO_MASTER = -1;
    private static final String PERSISTENCE = "append*";

    private final Redis redis;
    private final LuaScript adoptHistory;
    private final LuaScript probePartition;
    private final LuaScript claimData;
    private final Counter newestLost;
    /** The last loss of each partition that this node knows. */
    private final AtomicLongArray lastLosses;

    private final AtomicLongArray beats;
    private volatile @Nullable String data;
    private volatile boolean closed;
    private CompletableFuture<Void> current = CompletableFuture.completedFuture(null);

    public DataLosses(Redis redis) {
        this.redis = redis;
        this.adoptHistory = LuaScript.of(redis, "adopt_history", ScriptOutputType.MULTI);
        this.probePartition = LuaScript.of(redis, "probe_partition", ScriptOutputType.INTEGER);
        this.claimData = LuaScript.of(redis, "claim_data", ScriptOutputType.VALUE);
        this.newestLost = Counter.builder("kefu.redis.tails.lost")
                .description(
                        "How often this node found that Redis had lost its newest data, or may have lost them in a restart or a failover")
                .register(redis.meters());
        int partitions = redis.keys().partitions();
        this.lastLosses = new AtomicLongArray(partitions);
        this.beats = new AtomicLongArray(partitions);
        for (int i = 0; i < partitions; i++) {
            lastLosses.set(i, UNKNOWN);
        }
    }

    /** The result of a write probe. */
    public enum Found {
        /** The data that this node knows. */
        SAME,
        /** The data that this node knows, without the newest writes. */
        OLDER,
        /** No data, or other data. */
        REPLACED
    }

    /**
     * Checks every partition on its server; to be called after every reconnect. The check is repeated until all servers
     * answer. Callers share a check that has not ended yet. The first check adopts the data that Redis holds.
     */
    public synchronized CompletionStage<Void> check() {
        if (current.isDone()) {
            current = new CompletableFuture<>();
            check(current);
        }
        return current;
    }

    private void check(CompletableFuture<Void> done) {
        @Nullable String known = data;
        CompletionStage<Void> checked = known == null ? adopt() : checkAll(known, CHECK);
        checked.whenComplete((all, failure) -> {
            if (failure == null) {
                done.complete(null);
            } else if (!closed) {
                CHECK_AGAIN.execute(() -> check(done));
            }
        });
    }

    /**
     * Adopts the data that Redis holds now, and writes their id into all partitions: at the first check, and after
     * {@link Found#REPLACED}. Data without an id, or with the id that this node knew before, get a new id.
     */
    public CompletionStage<Void> adopt() {
        @Nullable String former = data;
        return claimData
                .<String>run(
                        List.of(GlobalKeys.DATA, GlobalKeys.FORMAT),
                        former == null ? "" : former,
                        UUID.randomUUID().toString(),
                        Integer.toString(DataFormat.CURRENT))
                .thenCompose(id -> checkAll(id, ADOPT).thenRun(() -> data = id));
    }

    private CompletionStage<Void> checkAll(String id, String mode) {
        return forceWrites().thenCompose(forceWrites -> checkAll(id, mode, forceWrites ? "1" : "0"));
    }

    /**
     * Whether all masters have forced each write to the disk before they answered, so that a restart loses nothing. False if a
     * server refuses CONFIG GET, as managed services do.
     */
    private CompletionStage<Boolean> forceWrites() {
        CompletionStage<List<Map<String, String>>> settings =
                redis.commands() instanceof RedisAdvancedClusterAsyncCommands<String, String> cluster
                        ? Redis.all(cluster.upstream().commands().configGet(PERSISTENCE).asMap().values().stream())
                        : redis.commands().configGet(PERSISTENCE).thenApply(List::of);
        return settings.handle((all, refusal) -> refusal == null
                && all.stream()
                        .allMatch(server ->
                                "yes".equals(server.get("appendonly")) && "always".equals(server.get("appendfsync"))));
    }

    private CompletionStage<Void> checkAll(String id, String mode, String forceWrites) {
        return Redis.all(
                        partitionsByMaster().stream().map(partitions -> checkMaster(id, mode, forceWrites, partitions)))
                .thenAccept(haveLost -> {
                    if (mode.equals(CHECK) && haveLost.contains(true)) {
                        newestLost.increment();
                        LOG.error("Redis has lost its newest data, or may have lost them in a restart or a failover;"
                                + " the affected conversations get a new epoch");
                    }
                });
    }

    /**
     * Checks the partitions of one master, and returns whether any of them has lost data. Only one of them has a beat. If it shows
     * older data, all of them have older data.
     */
    private CompletionStage<Boolean> checkMaster(String id, String mode, String forceWrites, List<Integer> partitions) {
        return checkPartitions(id, mode, forceWrites, partitions)
                .thenCompose(found -> found.stream().anyMatch(each -> each.get(2) == OLDER_DATA)
                        ? checkPartitions(id, ALL_OLDER, forceWrites, partitions)
                        : CompletableFuture.completedFuture(found))
                .thenApply(found -> IntStream.range(0, partitions.size())
                                .filter(i -> record(partitions.get(i), found.get(i)))
                                .count()
                        > 0);
    }

    private CompletionStage<List<List<Long>>> checkPartitions(
            String id, String mode, String forceWrites, List<Integer> partitions) {
        return Redis.all(partitions.stream()
                .map(partition -> adoptHistory.<List<Long>>run(
                        List.of(redis.keys().history(partition)),
                        id,
                        String.valueOf(lastLosses.get(partition)),
                        // The beats of different data cannot be compared.
                        mode.equals(ADOPT) ? "0" : String.valueOf(beats.get(partition)),
                        mode,
                        forceWrites)));
    }

    /**
     * Returns whether the partition has lost data since the last check: it has older data, or another node has marked a loss.
     * Replaced data are ignored here, because the next probe detects them.
     */
    private boolean record(int partition, List<Long> found) {
        if (found.get(2) == OTHER_DATA) {
            return false;
        }
        long known = lastLosses.getAndSet(partition, found.get(0));
        beats.set(partition, found.get(1));
        return found.get(2) == OLDER_DATA || (known != UNKNOWN && found.get(0) > known);
    }

    /**
     * Writes to every master once. Fails with the driver's exception if a master does not accept the write. To be called
     * after the first check.
     */
    public CompletionStage<Found> probe() {
        String id = String.valueOf(data);
        return Redis.all(partitionsByMaster().stream()
                        .map(List::getFirst)
                        .map(partition -> probePartition
                                .<Long>run(
                                        List.of(redis.keys().history(partition)),
                                        id,
                                        String.valueOf(beats.get(partition)))
                                .thenApply(answer -> {
                                    if (answer > 0) {
                                        beats.set(partition, answer);
                                    }
                                    return answer;
                                })))
                .thenApply(answers -> {
                    long worst =
                            answers.stream().mapToLong(answer -> answer).min().orElse(0);
                    return worst == REPLACED ? Found.REPLACED : worst == OLDER ? Found.OLDER : Found.SAME;
                });
    }

    /** The partitions in ascending order, grouped by the master that holds them. */
    private Collection<List<Integer>> partitionsByMaster() {
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        for (int partition = 0; partition < redis.keys().partitions(); partition++) {
            groups.computeIfAbsent(masterOf(partition), master -> new ArrayList<>())
                    .add(partition);
        }
        return groups.values();
    }

    private int masterOf(int partition) {
        if (!(redis.commands() instanceof RedisAdvancedClusterAsyncCommands<String, String> cluster)) {
            return 0;
        }
        var masters = cluster.upstream();
        int slot = SlotHash.getSlot(redis.keys().history(partition));
        return IntStream.range(0, masters.size())
                .filter(number -> masters.node(number).hasSlot(slot))
                .findFirst()
                .orElse(NO_MASTER);
    }

    /** Stops repeated checks. */
    @Override
    public void close() {
        closed = true;
    }
}
