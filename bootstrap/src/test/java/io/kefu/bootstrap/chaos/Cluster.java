package io.kefu.bootstrap.chaos;

import io.kefu.bootstrap.system.OwnRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Two nodes on one Redis, each of which can be killed. */
final class Cluster implements AutoCloseable {
    private static final String FSYNC = "everysec";

    private final OwnRedis redis;
    private final List<Node> nodes;

    Cluster(Path folder) throws IOException {
        redis = new OwnRedis(FSYNC);
        nodes = List.of(new Node("node-1", redis.uri(), folder), new Node("node-2", redis.uri(), folder));
    }

    List<Node> nodes() {
        return nodes;
    }

    /** The address of one of the nodes, which may be down. */
    URI any(Random random) {
        return nodes.get(random.nextInt(nodes.size())).uri();
    }

    /** Kills Redis, which keeps all that it has answered. */
    void killRedis() {
        setFsync("no");
        redis.kill();
    }

    /**
     * Under {@code everysec} Redis puts off its writes, though not its answers, while the disk is busy with the last second's:
     * a crash in just that moment loses what no kefu can get back. Without it, the process writes before it answers.
     */
    private void setFsync(String value) {
        try (RedisClient client = RedisClient.create(redis.uri().toString());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().configSet("appendfsync", value);
        }
    }

    void startRedis() {
        redis.restart();
    }

    void hangRedis() {
        redis.hang();
    }

    void resumeRedis() {
        redis.resume();
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
        redis.close();
    }
}
