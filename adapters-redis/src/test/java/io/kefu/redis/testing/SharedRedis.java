package io.kefu.redis.testing;

import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.channel.ClusterSubscriber;
import io.kefu.redis.channel.ServerSubscriber;
import io.kefu.redis.channel.Subscriber;
import io.kefu.redis.client.DriverOptions;
import io.kefu.redis.client.Utf8Codec;
import io.kefu.redis.message.MessageIndexer;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** The server of one thread of this JVM, or its Cluster, and the connection that its tests share. */
record SharedRedis(
        Runnable end,
        AbstractRedisClient client,
        CommandRecorder recorder,
        RedisClusterCommands<String, String> commands,
        Redis redis,
        Supplier<Subscriber> subscribers,
        Runnable dropSubscribers,
        Queue<MessageIndexer> indexers)
        implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    static SharedRedis start() {
        return ClusterTests.areWanted() ? onCluster() : onServer();
    }

    private static SharedRedis onServer() {
        RedisServer server = RedisServer.start();
        RedisClient client = RedisClient.create(server.uri());
        CommandRecorder recorder = new CommandRecorder();
        client.addListener(recorder);
        StatefulRedisConnection<String, String> connection = client.connect(new Utf8Codec());
        announce(server.description(), connection.sync());
        return new SharedRedis(
                server::close,
                client,
                recorder,
                connection.sync(),
                TestRedis.of(connection.async(), keys(), false, TIMEOUT),
                () -> new ServerSubscriber(client.connectPubSub(new Utf8Codec())),
                () -> connection.sync().clientKill(KillArgs.Builder.typePubsub()),
                new ConcurrentLinkedQueue<>());
    }

    private static SharedRedis onCluster() {
        RedisCluster cluster = RedisCluster.shared();
        RedisClusterClient client = RedisClusterClient.create(cluster.uris());
        client.setOptions(DriverOptions.ofCluster(TIMEOUT));
        CommandRecorder recorder = new CommandRecorder();
        client.addListener(recorder);
        StatefulRedisClusterConnection<String, String> connection = client.connect(new Utf8Codec());
        return new SharedRedis(
                cluster::close,
                client,
                recorder,
                connection.sync(),
                TestRedis.of(connection.async(), keys(), true, TIMEOUT),
                () -> new ClusterSubscriber(client, client.connectPubSub(new Utf8Codec())),
                cluster::dropSubscribers,
                new ConcurrentLinkedQueue<>());
    }

    private static RedisKeys keys() {
        return new RedisKeys(RedisExtension.PARTITIONS);
    }

    private static void announce(String description, RedisClusterCommands<String, String> commands) {
        String version = commands.info("server")
                .lines()
                .filter(line -> line.startsWith("redis_version:"))
                .findFirst()
                .orElse("redis_version:?");
        System.err.println("==== These tests run on " + description + ", " + version + " ====");
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, TIMEOUT);
        end.run();
    }
}
