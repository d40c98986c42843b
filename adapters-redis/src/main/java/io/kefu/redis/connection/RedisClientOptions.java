package io.kefu.redis.connection;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/**
 * Lets the driver do what the service promises: a command is sent once, and fails when the server is gone or slow. The
 * driver would otherwise keep it and send it again after a reconnect, when whoever asked has long been told to repeat
 * it: a message would stand in its log twice.
 */
@Factory
final class RedisClientOptions {

    @Singleton
    BeanCreatedEventListener<RedisClient> single(RedisSettings settings) {
        return created -> {
            created.getBean()
                    .setOptions(options(ClientOptions.builder(), settings).build());
            return created.getBean();
        };
    }

    @Singleton
    BeanCreatedEventListener<RedisClusterClient> cluster(RedisSettings settings) {
        return created -> {
            ClusterClientOptions.Builder builder = ClusterClientOptions.builder();
            options(builder, settings);
            created.getBean().setOptions(builder.build());
            return created.getBean();
        };
    }

    private static ClientOptions.Builder options(ClientOptions.Builder builder, RedisSettings settings) {
        return builder.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true)
                .timeoutOptions(TimeoutOptions.enabled(settings.timeout()));
    }
}
