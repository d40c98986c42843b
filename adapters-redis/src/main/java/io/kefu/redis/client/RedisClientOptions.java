package io.kefu.redis.client;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.micronaut.configuration.lettuce.DefaultRedisConfiguration;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Applies {@link DriverOptions} to the clients, and the timeout to their addresses. */
@Factory
final class RedisClientOptions {

    @Singleton
    BeanCreatedEventListener<DefaultRedisConfiguration> addresses(RedisSettings settings) {
        return created -> {
            created.getBean().getUri().ifPresent(uri -> limit(uri, settings.timeout()));
            created.getBean().getUris().forEach(uri -> limit(uri, settings.timeout()));
            return created.getBean();
        };
    }

    @Singleton
    BeanCreatedEventListener<RedisClient> single(
            BeanProvider<DefaultRedisConfiguration> configuration, RedisSettings settings) {
        return created -> {
            RedisURI address = configuration.get().getUri().orElseGet(RedisURI::new);
            created.getBean().setOptions(DriverOptions.ofServer(address, settings.timeout()));
            return created.getBean();
        };
    }

    @Singleton
    BeanCreatedEventListener<RedisClusterClient> cluster(RedisSettings settings) {
        return created -> {
            created.getBean().setOptions(DriverOptions.ofCluster(settings.timeout()));
            return created.getBean();
        };
    }

    /** Sets the timeout for the handshake. The default would be a minute. */
    static void limit(RedisURI uri, Duration timeout) {
        uri.setTimeout(timeout);
        uri.getSentinels().forEach(sentinel -> sentinel.setTimeout(timeout));
    }
}
