package io.kefu.redis.testing;

import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.message.Channels;
import io.kefu.redis.message.DataLosses;
import io.kefu.redis.message.MessageIndexer;
import io.kefu.redis.message.Subscriber;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives a test class a Redis that is empty before each test: a single server, or the cluster if {@link ClusterTests} are
 * wanted. All classes of a JVM share it, so tests do not run in parallel:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RedisExtension REDIS = new RedisExtension();
 * }</pre>
 */
public final class RedisExtension implements ExecutionCondition, BeforeAllCallback, BeforeEachCallback {
    /** How many partitions the tests' data has. */
    public static final int PARTITIONS = 64;

    private @Nullable SharedRedis shared;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return new ClusterTests().evaluateExecutionCondition(context);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = context.getRoot()
                .getStore(Namespace.create(RedisExtension.class))
                .getOrComputeIfAbsent(SharedRedis.class, key -> SharedRedis.start(), SharedRedis.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        shared().indexers().forEach(indexer -> redis().await(indexer.settled()));
        commands().flushall();
    }

    /** A node's indexer. What it has to do after a test is over, it does before the next one begins, and not to its data. */
    public MessageIndexer indexer() {
        MessageIndexer indexer = new MessageIndexer(redis());
        shared().indexers().add(indexer);
        return indexer;
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
    public RedisClusterCommands<String, String> commands() {
        return shared().commands();
    }

    /** The commands, with their keys and arguments, that these calls send to Redis. */
    public List<String> commandsDuring(Runnable calls) {
        return shared().recorder().during(calls);
    }

    /** A node's subscriptions, on a connection of their own that is closed with the server at the latest. */
    public Channels channels() {
        return new Channels(shared().subscribers().get(), new DataLosses(redis()));
    }

    /** What is published on these channels from now on: the channel and the text, with a space between. */
    public BlockingQueue<String> listen(String... channels) {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Subscriber subscriber = shared().subscribers().get();
        subscriber.start(new Subscriber.Hearer() {
            @Override
            public void subscribed(String channel) {}

            @Override
            public void message(String channel, String text) {
                heard.add(channel + " " + text);
            }
        });
        for (String channel : channels) {
            subscriber.subscribe(channel).toCompletableFuture().join();
        }
        return heard;
    }

    /** Publishes behind an adapter's back. */
    public void publish(String channel, String text) {
        redis().await(redis().publish(channel, text));
    }

    /** Ends all connections that are subscribed to something. */
    public void dropSubscribers() {
        shared().dropSubscribers().run();
    }

    private SharedRedis shared() {
        if (shared == null) {
            throw new IllegalStateException("Register the extension in a static field");
        }
        return shared;
    }
}
