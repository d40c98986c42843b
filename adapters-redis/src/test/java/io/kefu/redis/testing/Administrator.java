package io.kefu.redis.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import io.lettuce.core.sentinel.api.sync.RedisSentinelCommands;
import java.util.function.Function;

/**
 * A connection to one server, also to a server of a Cluster or Sentinel. The client is never closed, because its threads do not
 * keep the JVM alive.
 */
final class Administrator {
    private static final RedisClient CLIENT = RedisClient.create();

    private Administrator() {}

    static <T> T on(ProcessServer server, Function<RedisCommands<String, String>, T> calls) {
        try (StatefulRedisConnection<String, String> connection = CLIENT.connect(server.uri())) {
            return calls.apply(connection.sync());
        }
    }

    static <T> T onSentinel(ProcessServer sentinel, Function<RedisSentinelCommands<String, String>, T> calls) {
        try (StatefulRedisSentinelConnection<String, String> connection = CLIENT.connectSentinel(sentinel.uri())) {
            return calls.apply(connection.sync());
        }
    }
}
