package io.kefu.bootstrap;

import io.kefu.bootstrap.response.ResponseWatchInstaller;
import io.kefu.bootstrap.startup.RunningKefu;
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
 * A node in the test's JVM, on a free port and with an empty data folder. It starts its own embedded Redis unless the settings
 * name a Redis. If {@link ClusterTests} are wanted, it uses the shared cluster of the JVM instead, whose data it removes first.
 * Rate limits are off unless the settings switch them on. Its responses are validated against the OpenAPI document.
 */
public final class KefuNode implements AutoCloseable {
    public static final String ADMIN_PASSWORD = "admin-password";

    private static final String SERVER = "redis.uri";
    private static final String CLUSTER = "redis.uris";

    private final RunningKefu kefu;

    private KefuNode(RunningKefu kefu) {
        this.kefu = kefu;
    }

    /** Starts a node with these settings, which override the defaults of the tests. */
    public static KefuNode start(Map<String, Object> settings, String... environments) {
        Map<String, Object> all = new HashMap<>();
        all.put("kefu.port", -1);
        all.put("kefu.admin.password", ADMIN_PASSWORD);
        all.put("kefu.limits.enabled", false);
        all.put("kefu.data-dir", temporaryFolder());
        all.put("kefu.test.responses", ResponseWatchInstaller.CHECK);
        if (ClusterTests.areWanted() && !settings.containsKey(SERVER) && !settings.containsKey(CLUSTER)) {
            RedisCluster.shared().flush();
            all.put(CLUSTER, RedisCluster.shared().addresses());
        }
        all.putAll(settings);
        RunningKefu kefu = new RunningKefu(RunningKefu.builder()
                .properties(all)
                .deduceEnvironment(false)
                .environments(environments)
                .build());
        kefu.start();
        return new KefuNode(kefu);
    }

    /** Starts another node on the Redis of this node. */
    public KefuNode startBeside(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        Environment environment = bean(Environment.class);
        for (String property : List.of(SERVER, CLUSTER)) {
            environment.get(property, String.class).ifPresent(addresses -> all.put(property, addresses));
        }
        return start(all);
    }

    /** The address of the HTTP and WebSocket server. */
    public URI uri() {
        return bean(EmbeddedServer.class).getURI();
    }

    /** A bean of the node's context. */
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
