package io.kefu.redis.testing;

import io.lettuce.core.RedisURI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container. If the JVM is killed, Testcontainers removes the container. */
record ContainerServer(GenericContainer<?> container) implements RedisServer {
    private static final DockerImageName IMAGE = DockerImageName.parse("redis:7.4-alpine");
    private static final int PORT = 6379;

    static boolean isPossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @SuppressWarnings("resource") // closed by close()
    static ContainerServer start() {
        GenericContainer<?> container = new GenericContainer<>(IMAGE).withExposedPorts(PORT);
        container.start();
        return new ContainerServer(container);
    }

    @Override
    public RedisURI uri() {
        return RedisURI.create(container.getHost(), container.getMappedPort(PORT));
    }

    @Override
    public String description() {
        return "the container " + IMAGE;
    }

    @Override
    public void close() {
        container.close();
    }
}
