package io.kefu.redis.testing;

import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.channel.Channels;
import io.kefu.redis.channel.Subscriber;
import io.kefu.redis.durability.DataLosses;
import io.kefu.redis.message.MessageIndexer;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Provides a Redis that is empty before each test: a single server, or a Cluster if {@link ClusterTests} are wanted. The test
 * classes of one thread share a server, so classes may run in parallel, but not the tests of one class. There is one Cluster, so
 * on a Cluster nothing may run in parallel:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RedisExtension REDIS = new RedisExtension();
 * }</pre>
 */
public final class RedisExtension implements BeforeAllCallback, BeforeEachCallback {
    /** The number of partitions of the data. */
    public static final int PARTITIONS = 64;

    private @Nullable SharedRedis shared;

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = context.getRoot()
                .getStore(Namespace.create(RedisExtension.class))
                .getOrComputeIfAbsent(Thread.currentThread(), key -> SharedRedis.start(), SharedRedis.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        shared().indexers().forEach(indexer -> redis().await(indexer.indexed()));
        commands().flushall();
    }

    /** The indexer of a new node. The next test begins after it has finished its work. */
    public MessageIndexer indexer() {
        MessageIndexer indexer = new MessageIndexer(redis());
        shared().indexers().add(indexer);
        return indexer;
    }

    /** The connection that the adapters take. */
    public Redis redis() {
        return shared().redis();
    }

    /** The names of all keys. */
    public RedisKeys keys() {
        return redis().keys();
    }

    /** Commands for direct access to the data, on the connection of the adapters. */
    public RedisClusterCommands<String, String> commands() {
        return shared().commands();
    }

    /** The commands with their arguments that the calls send to Redis. */
    public List<String> commandsDuring(Runnable calls) {
        return shared().recorder().during(calls);
    }

    /** The subscriptions of a new node, on a connection of their own, which ends with the server. */
    public Channels channels() {
        return new Channels(shared().subscribers().get(), new DataLosses(redis()));
    }

    /** Collects what is published on these channels from now on: the channel, a space and the text. */
    public BlockingQueue<String> listen(String... channels) {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        Subscriber subscriber = shared().subscribers().get();
        subscriber.start(new Subscriber.Listener() {
            @Override
            public void subscribed(String channel) {}

            @Override
            public void message(String channel, String text) {
                received.add(channel + " " + text);
            }
        });
        for (String channel : channels) {
            subscriber.subscribe(channel).toCompletableFuture().join();
        }
        return received;
    }

    /** Publishes a text without an adapter. */
    public void publish(String channel, String text) {
        redis().await(redis().publish(channel, text));
    }

    /** Closes all connections that have subscriptions. */
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
