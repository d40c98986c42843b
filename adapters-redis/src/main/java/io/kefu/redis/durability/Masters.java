package io.kefu.redis.durability;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The servers that changes are written to, on connections that serve nothing but to wait for their replicas. */
public interface Masters {

    /** Names the master that holds a key; fails with a {@code RedisException} where none does for now. */
    String of(String key);

    /**
     * The connection to the master that holds a key. It may have to be made first, by the very threads of the driver on which
     * this is called: whoever waited for it there would wait for ever.
     */
    CompletionStage<RedisAsyncCommands<String, String>> commands(String key);

    /** The only one there is. */
    static Masters single(StatefulRedisConnection<String, String> connection) {
        return new Masters() {
            @Override
            public String of(String key) {
                return "";
            }

            @Override
            public CompletionStage<RedisAsyncCommands<String, String>> commands(String key) {
                return CompletableFuture.completedStage(connection.async());
            }
        };
    }

    /** Those of a Redis Cluster. */
    static Masters cluster(StatefulRedisClusterConnection<String, String> connection) {
        return new Masters() {
            @Override
            public String of(String key) {
                RedisClusterNode master = connection.getPartitions().getMasterBySlot(SlotHash.getSlot(key));
                if (master == null) {
                    throw new RedisException("No master serves " + key);
                }
                return master.getNodeId();
            }

            @Override
            public CompletionStage<RedisAsyncCommands<String, String>> commands(String key) {
                return connection.getConnectionAsync(of(key)).thenApply(StatefulRedisConnection::async);
            }
        };
    }
}
