package io.kefu.redis.connection;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.micronaut.configuration.lettuce.DefaultRedisConfiguration;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Gives the driver its {@link DriverOptions options}, and its addresses the time that greeting a server may take. */
@Factory
final class RedisClientOptions {

    @Singleton
    BeanCreatedEventListener<DefaultRedisConfiguration> addresses(RedisSettings settings) {
        return created -> {
            created.getBean().getUri().ifPresent(uri -> bound(uri, settings.timeout()));
            created.getBean().getUris().forEach(uri -> bound(uri, settings.timeout()));
            return created.getBean();
        };
    }

    @Singleton
    BeanCreatedEventListener<RedisClient> single(RedisSettings settings) {
        return created -> {
            created.getBean().setOptions(DriverOptions.ofServer(settings.timeout()));
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

    /** A server that takes a connection and then says nothing would else be waited for a minute. */
    static void bound(RedisURI uri, Duration timeout) {
        uri.setTimeout(timeout);
        uri.getSentinels().forEach(sentinel -> sentinel.setTimeout(timeout));
    }
}
