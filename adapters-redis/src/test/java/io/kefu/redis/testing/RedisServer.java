package io.kefu.redis.testing;

import io.lettuce.core.RedisURI;

/** A Redis server for tests. It starts empty, and ends with the JVM, also when the JVM is killed. */
interface RedisServer extends AutoCloseable {

    /** The address of the server. */
    RedisURI uri();

    /** A description for people. */
    String description();

    @Override
    void close();

    /** Starts the first available of: a container, {@code redis-server} on the {@code PATH}, the program in a library's jar. */
    static RedisServer start() {
        if (ContainerServer.isPossible()) {
            return ContainerServer.start();
        }
        return ProcessServer.start();
    }
}
