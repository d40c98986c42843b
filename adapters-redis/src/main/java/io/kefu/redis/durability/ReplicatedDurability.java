package io.kefu.redis.durability;

import io.kefu.redis.Redis;
import io.lettuce.core.RedisException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Waits until one replica has a change as well (WAIT), so that the change survives the loss of the master's machine. A change
 * can still be lost if a failover chooses another replica than the one that answered.
 *
 * <p>Calls for the same master share the round trips of a {@link Barrier}. WAIT has a connection of its own, because it delays
 * all later commands on its connection.
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
