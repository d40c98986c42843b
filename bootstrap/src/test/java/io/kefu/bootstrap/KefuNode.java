package io.kefu.bootstrap;

import io.kefu.redis.testing.ClusterTests;
import io.kefu.redis.testing.RedisCluster;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A running service on a free port, with an embedded Redis and an empty data folder of its own, or beside another node on
 * that one's Redis. Where {@link ClusterTests} are wanted, it begins with the JVM's cluster, emptied, unless a test names a
 * Redis. The limits are off unless a test switches them on.
 */
public final class KefuNode implements AutoCloseable {
    public static final String ADMIN_PASSWORD = "admin-password";

    private static final String SERVER = "redis.uri";
    private static final String CLUSTER = "redis.uris";

    private final RunningKefu kefu;

    private KefuNode(RunningKefu kefu) {
        this.kefu = kefu;
    }

    /** Starts a node with these settings on top of the tests' own. */
    public static KefuNode start(Map<String, Object> settings, String... environments) {
        Map<String, Object> all = new HashMap<>();
        all.put("kefu.port", -1);
        all.put("kefu.admin.password", ADMIN_PASSWORD);
        all.put("kefu.limits.enabled", false);
        all.put("kefu.data-dir", temporaryFolder());
        if (ClusterTests.areWanted() && !settings.containsKey(SERVER) && !settings.containsKey(CLUSTER)) {
            RedisCluster.shared().flush();
            all.put(CLUSTER, RedisCluster.shared().addresses());
        }
        all.putAll(settings);
        RunningKefu kefu = new RunningKefu(KefuApplication.builder()
                .properties(all)
                .deduceEnvironment(false)
                .environments(environments)
                .build());
        kefu.start();
        return new KefuNode(kefu);
    }

    /** Starts another node on this one's Redis. */
    public KefuNode startBeside(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        Environment environment = bean(Environment.class);
        for (String property : List.of(SERVER, CLUSTER)) {
            environment.get(property, String.class).ifPresent(addresses -> all.put(property, addresses));
        }
        return start(all);
    }

    /** Where the node answers. */
    public URI uri() {
        return bean(EmbeddedServer.class).getURI();
    }

    /** A part of the node. */
    public <T> T bean(Class<T> type) {
        return kefu.context().getBean(type);
    }

    @Override
    public void close() {
        kefu.close();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("kefu-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
