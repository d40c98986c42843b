package io.kefu.redis.testing;

import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;

/** The server of this JVM, and the connection that its tests share. */
record SharedRedis(
        RedisServer server,
        RedisClient client,
        CommandRecorder recorder,
        StatefulRedisConnection<String, String> connection,
        Redis redis)
        implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    static SharedRedis start() {
        RedisServer server = RedisServer.start();
        RedisClient client = RedisClient.create(server.uri());
        CommandRecorder recorder = new CommandRecorder();
        client.addListener(recorder);
        StatefulRedisConnection<String, String> connection = client.connect();
        RedisKeys keys = new RedisKeys(RedisExtension.PARTITIONS);
        announce(server, connection);
        return new SharedRedis(
                server, client, recorder, connection, new Redis(connection.async(), keys, false, TIMEOUT));
    }

    private static void announce(RedisServer server, StatefulRedisConnection<String, String> connection) {
        String version = connection
                .sync()
                .info("server")
                .lines()
                .filter(line -> line.startsWith("redis_version:"))
                .findFirst()
                .orElse("redis_version:?");
        System.err.println("==== These tests run on " + server.description() + ", " + version + " ====");
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, TIMEOUT);
        server.close();
    }
}
