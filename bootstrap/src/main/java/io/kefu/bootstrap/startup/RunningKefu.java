package io.kefu.bootstrap.startup;

import io.kefu.bootstrap.embedded.EmbeddedRedis;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The service, and the embedded Redis if no other Redis is configured. The embedded Redis is no bean, because it must start
 * before every bean that connects to it and end after all of them.
 */
public final class RunningKefu implements AutoCloseable {

    private static final String DEMO = "demo";
    private static final String COMMAND = "kefu.command";
    /** The only command that may begin without data. */
    private static final String RESTORE = "restore";

    private static final int OVER_ALL_OTHERS = Integer.MAX_VALUE;

    private final ApplicationContext context;
    private volatile boolean started;
    private volatile @Nullable EmbeddedRedis embeddedRedis;

    public RunningKefu(ApplicationContext context) {
        this.context = context;
    }

    /** Returns a builder with the settings that every application context of the service has. */
    public static ApplicationContextBuilder builder() {
        return ApplicationContext.builder()
                // A wrong setting is then reported at the start, and no bean connects to Redis on a thread that must
                // not block.
                .eagerInitSingletons(true);
    }

    /**
     * Returns a builder for a command that runs once. Its context has no background sweeps, and does not create the first admin.
     *
     * @param args the settings in the arguments of the command
     */
    public static ApplicationContextBuilder builderOf(String command, String... args) {
        return builder().args(args).properties(Map.of(COMMAND, command));
    }

    /** Starts the service and returns once it answers. */
    public StartUpReport start() {
        String data = prepare();
        EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
        return new StartUpReport(
                server.getURI(), data, context.getEnvironment().getActiveNames().contains(DEMO));
    }

    /** Starts everything except the server, and returns a text that says where the data is stored. */
    public String prepare() {
        Environment environment = context.getEnvironment().start();
        RedisAddresses redis = RedisAddresses.configured(environment);
        String data = redis.isEmpty() ? startEmbeddedRedis(environment) : awaitRedis(redis, environment);
        try {
            context.start();
        } catch (RuntimeException failure) {
            throw redis.explain(failure);
        }
        started = true;
        return data;
    }

    /** The beans of the service. */
    public ApplicationContext context() {
        return context;
    }

    private static String awaitRedis(RedisAddresses redis, Environment environment) {
        StoreWait.configured(redis, environment).await();
        return "Redis " + redis;
    }

    private String startEmbeddedRedis(Environment environment) {
        EmbeddedRedisSettings settings = EmbeddedRedisSettings.from(environment);
        environment
                .get(COMMAND, String.class)
                .filter(command -> !command.equals(RESTORE))
                .ifPresent(command -> requireData(command, settings.dataFolder()));
        EmbeddedRedis redis = EmbeddedRedis.start(settings.dataFolder(), settings.program(), settings.appendFsync());
        embeddedRedis = redis;
        environment.addPropertySource(
                PropertySource.of("embedded-redis", Map.of("redis.uri", redis.uri()), OVER_ALL_OTHERS));
        return settings.dataFolder().toAbsolutePath().normalize().toString();
    }

    /** Without this, a command that lacks the settings of the service would work with an empty Redis, and report success. */
    private static void requireData(String command, Path folder) {
        if (!Files.isDirectory(folder.resolve("redis"))) {
            throw new WrongSettingException(command + ": neither REDIS_URI nor REDIS_URIS is set, and the data folder "
                    + folder.toAbsolutePath().normalize() + " has no data of an embedded Redis");
        }
    }

    /**
     * Ends the service, then the embedded Redis. A context that did not start is not closed: closing it would create beans from
     * the configuration that made the start fail.
     */
    @Override
    public void close() {
        try {
            if (started) {
                context.close();
            }
        } finally {
            closeEmbeddedRedis();
        }
    }

    private void closeEmbeddedRedis() {
        EmbeddedRedis redis = embeddedRedis;
        if (redis != null) {
            redis.close();
        }
    }
}
