package io.kefu.redis.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import io.lettuce.core.sentinel.api.sync.RedisSentinelCommands;
import java.util.function.Function;

/** Speaks to a server by itself, whatever it is part of. The client, whose threads let the JVM end, is never closed. */
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
