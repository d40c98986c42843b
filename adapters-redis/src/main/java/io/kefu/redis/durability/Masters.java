package io.kefu.redis.durability;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The master servers, on connections that are only used to wait for replicas. */
public interface Masters {

    /** The name of the master that holds a key. Fails with a {@code RedisException} if no master holds it at present. */
    String of(String key);

    /**
     * The commands on a connection to the master that holds a key. The driver may have to connect first. The caller must not
     * wait for that, because it may run on the driver's thread that connects.
     */
    CompletionStage<RedisAsyncCommands<String, String>> commands(String key);

    /** A single server. */
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

    /** The masters of a Redis Cluster. */
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
