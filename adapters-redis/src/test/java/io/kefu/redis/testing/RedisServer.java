package io.kefu.redis.testing;

import io.lettuce.core.RedisURI;

/** A Redis server for tests, empty at first, that ends with the JVM however that ends. */
interface RedisServer extends AutoCloseable {

    /** Where it listens. */
    RedisURI uri();

    /** What it is, for people. */
    String description();

    @Override
    void close();

    /** The first that can be had of: a container, the {@code redis-server} of the path, the one that a jar carries. */
    static RedisServer start() {
        if (ContainerServer.isPossible()) {
            return ContainerServer.start();
        }
        return ProcessServer.start();
    }
}
