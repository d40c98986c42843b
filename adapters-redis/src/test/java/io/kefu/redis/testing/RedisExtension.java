package io.kefu.redis.testing;

import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives a test class a Redis that is empty before each test. All classes of a JVM share one server, so tests do not run
 * in parallel:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RedisExtension REDIS = new RedisExtension();
 * }</pre>
 */
public final class RedisExtension implements BeforeAllCallback, BeforeEachCallback {
    /** How many partitions the tests' data has. */
    public static final int PARTITIONS = 64;

    private @Nullable SharedRedis shared;

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = context.getRoot()
                .getStore(Namespace.create(RedisExtension.class))
                .getOrComputeIfAbsent(SharedRedis.class, key -> SharedRedis.start(), SharedRedis.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        commands().flushall();
    }

    /** The connection as the adapters take it. */
    public Redis redis() {
        return shared().redis();
    }

    /** The names of all keys. */
    public RedisKeys keys() {
        return redis().keys();
    }

    /** Commands to look behind an adapter's back, on the adapters' connection. */
    public RedisCommands<String, String> commands() {
        return shared().connection().sync();
    }

    /** The commands, with their keys and arguments, that these calls send to Redis. */
    public List<String> commandsDuring(Runnable calls) {
        return shared().recorder().during(calls);
    }

    /** A connection of one's own, closed with the server at the latest. */
    public <K, V> StatefulRedisConnection<K, V> connect(RedisCodec<K, V> codec) {
        return shared().client().connect(codec);
    }

    /** A connection of one's own to subscribe on, closed with the server at the latest. */
    public StatefulRedisPubSubConnection<String, String> connectPubSub() {
        return shared().client().connectPubSub();
    }

    /** Where the server listens. */
    public RedisURI uri() {
        return shared().server().uri();
    }

    private SharedRedis shared() {
        if (shared == null) {
            throw new IllegalStateException("Register the extension in a static field");
        }
        return shared;
    }
}
