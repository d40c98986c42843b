package io.kefu.bootstrap;

import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A running service on a free port, with an embedded Redis and an empty data folder of its own, or beside another node on
 * that one's Redis. The limits are off unless a test switches them on.
 */
public final class KefuNode implements AutoCloseable {
    public static final String ADMIN_PASSWORD = "admin-password";

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
        all.put("redis.uri", bean(Environment.class).getRequiredProperty("redis.uri", String.class));
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
