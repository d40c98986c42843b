package io.kefu.redis.durability;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;

/** The servers that changes are written to, on connections that serve nothing but to wait for their replicas. */
public interface Masters {

    /** Names the master that holds a key. */
    String of(String key);

    /** The connection to the master that holds a key. */
    RedisAsyncCommands<String, String> commands(String key);

    /** The only one there is. */
    static Masters single(StatefulRedisConnection<String, String> connection) {
        return new Masters() {
            @Override
            public String of(String key) {
                return "";
            }

            @Override
            public RedisAsyncCommands<String, String> commands(String key) {
                return connection.async();
            }
        };
    }

    /** Those of a Redis Cluster. */
    static Masters cluster(StatefulRedisClusterConnection<String, String> connection) {
        return new Masters() {
            @Override
            public String of(String key) {
                return connection
                        .getPartitions()
                        .getPartitionBySlot(SlotHash.getSlot(key))
                        .getNodeId();
            }

            @Override
            public RedisAsyncCommands<String, String> commands(String key) {
                return connection.getConnection(of(key)).async();
            }
        };
    }
}
