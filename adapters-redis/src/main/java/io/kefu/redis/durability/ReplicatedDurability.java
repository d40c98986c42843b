package io.kefu.redis.durability;

import io.kefu.redis.Redis;
import io.lettuce.core.RedisException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks for a replica that has the change as well (WAIT), so that it survives the loss of the master's machine. The window
 * becomes small, not nothing: a failover may choose another replica than the one that answered.
 *
 * <p>All who wait for the same master share the round trips: one barrier is under way, and whoever comes meanwhile waits for
 * the next. It has a connection of its own, since WAIT holds up whatever comes after it on the same one.
 */
public final class ReplicatedDurability implements Durability {
    private final Redis redis;
    private final Masters masters;
    private final Map<String, Barrier> barriers = new ConcurrentHashMap<>();

    public ReplicatedDurability(Redis redis, Masters masters) {
        this.redis = redis;
        this.masters = masters;
    }

    @Override
    public CompletionStage<?> secured(int partition) {
        String key = redis.keys().mark(partition);
        try {
            Barrier barrier = barriers.computeIfAbsent(masters.of(key), master -> new Barrier(masters));
            return redis.guard(barrier.pass(key));
        } catch (RedisException noMaster) {
            return redis.guard(CompletableFuture.failedStage(noMaster));
        }
    }
}
