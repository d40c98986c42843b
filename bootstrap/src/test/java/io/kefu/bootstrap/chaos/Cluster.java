package io.kefu.bootstrap.chaos;

import io.kefu.redis.testing.ProcessServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Two nodes on one Redis, each of which can be killed. */
final class Cluster implements AutoCloseable {
    private final ProcessServer redis;
    private final List<Node> nodes;

    Cluster(Path folder) {
        redis = ProcessServer.startStoring();
        URI address = URI.create(redis.address());
        nodes = List.of(new Node("node-1", address, folder), new Node("node-2", address, folder));
    }

    List<Node> nodes() {
        return nodes;
    }

    /** The address of one of the nodes, which may be down. */
    URI any(Random random) {
        return nodes.get(random.nextInt(nodes.size())).uri();
    }

    /** Kills Redis, which has written whatever it answered. */
    void killRedis() {
        redis.kill();
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
