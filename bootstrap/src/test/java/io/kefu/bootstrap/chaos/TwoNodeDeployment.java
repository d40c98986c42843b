package io.kefu.bootstrap.chaos;

import io.kefu.redis.testing.FaultyProxy;
import io.kefu.redis.testing.ProcessServer;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Two nodes on one Redis, all three of which can be killed, with a proxy between each node and Redis. */
public final class TwoNodeDeployment implements AutoCloseable {
    private final ProcessServer redis;
    private final List<FaultyProxy> networks;
    private final List<NodeProcess> nodes;

    public TwoNodeDeployment(Path folder) {
        redis = ProcessServer.startStoring();
        networks = List.of(FaultyProxy.to(redis), FaultyProxy.to(redis));
        nodes = List.of(node(1, folder), node(2, folder));
    }

    private NodeProcess node(int number, Path folder) {
        return new NodeProcess(
                "node-" + number, URI.create(networks.get(number - 1).address()), folder);
    }

    public List<NodeProcess> nodes() {
        return nodes;
    }

    /** The address of Redis, without a proxy. */
    RedisURI redis() {
        return redis.uri();
    }

    /** The address of a random node, which may be down. */
    URI any(Random random) {
        return nodes.get(random.nextInt(nodes.size())).uri();
    }

    /** Kills Redis. It has written every command that it answered to its disk. */
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

    /** Cuts a node off from Redis: connections are refused, or, if silently, bytes are swallowed. */
    void cutOff(NodeProcess node, boolean silently) {
        FaultyProxy network = networks.get(nodes.indexOf(node));
        if (silently) {
            network.swallow();
        } else {
            network.refuse();
        }
    }

    void reconnect(NodeProcess node) {
        networks.get(nodes.indexOf(node)).mend();
    }

    @Override
    public void close() {
        nodes.forEach(NodeProcess::close);
        networks.forEach(FaultyProxy::close);
        redis.close();
    }
}
