package io.kefu.redis.client;

import io.kefu.redis.Counting;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.channel.Channels;
import io.kefu.redis.channel.ClusterSubscriber;
import io.kefu.redis.channel.ServerSubscriber;
import io.kefu.redis.durability.DataLosses;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.durability.Masters;
import io.kefu.redis.durability.ReplicatedDurability;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.pubsub.StatefulRedisClusterPubSubConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.configuration.lettuce.DefaultRedisConfiguration;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.trace.Tracer;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Connects to Redis: to one server (or Sentinel), or to a Cluster. */
@Factory
final class RedisConnections {

    @Singleton
    @Requires(missingProperty = "redis.uris")
    Redis redis(
            StatefulRedisConnection<String, String> connection,
            DefaultRedisConfiguration address,
            RedisSettings settings,
            Counting counting,
            MeterRegistry meters,
            StartMode mode,
            @Nullable Tracer tracer) {
        ConnectionKeepAlive.start(connection);
        int database = address.getUri().map(RedisURI::getDatabase).orElseGet(address::getDatabase);
        return redis(connection.async(), database, false, settings, counting, meters, mode, tracer);
    }

    @Singleton
    @Requires(property = "redis.uris")
    Redis clusterRedis(
            StatefulRedisClusterConnection<String, String> connection,
            RedisSettings settings,
            Counting counting,
            MeterRegistry meters,
            StartMode mode,
            @Nullable Tracer tracer) {
        return redis(connection.async(), 0, true, settings, counting, meters, mode, tracer);
    }

    @Singleton
    @Requires(missingProperty = "redis.uris")
    Channels channels(StatefulRedisPubSubConnection<String, String> connection, DataLosses losses) {
        ConnectionKeepAlive.start(connection);
        return new Channels(new ServerSubscriber(connection), losses);
    }

    @Singleton
    @Requires(property = "redis.uris")
    @Bean(preDestroy = "close")
    ClusterSubscriber clusterSubscriber(
            RedisClusterClient client, StatefulRedisPubSubConnection<String, String> connection) {
        // Micronaut declares a supertype of the connection.
        return new ClusterSubscriber(client, (StatefulRedisClusterPubSubConnection<String, String>) connection);
    }

    @Singleton
    @Requires(property = "redis.uris")
    Channels clusterChannels(ClusterSubscriber subscriber, DataLosses losses) {
        return new Channels(subscriber, losses);
    }

    @Singleton
    @Requires(missingProperty = "redis.uris")
    Durability durability(RedisClient client, Redis redis, RedisSettings settings) {
        return switch (settings.durability()) {
            case LOCAL -> Durability.local();
            case REPLICATED -> new ReplicatedDurability(redis, Masters.single(client.connect()));
        };
    }

    @Singleton
    @Requires(property = "redis.uris")
    Durability clusterDurability(RedisClusterClient client, Redis redis, RedisSettings settings) {
        return switch (settings.durability()) {
            case LOCAL -> Durability.local();
            case REPLICATED -> new ReplicatedDurability(redis, Masters.cluster(client.connect()));
        };
    }

    /** Checks the servers before anything is read from them. */
    @Singleton
    @Bean(preDestroy = "close")
    DataLosses losses(Redis redis) {
        DataLosses losses = new DataLosses(redis);
        redis.await(losses.check());
        return losses;
    }

    private static Redis redis(
            RedisClusterAsyncCommands<String, String> commands,
            int database,
            boolean isCluster,
            RedisSettings settings,
            Counting counting,
            MeterRegistry meters,
            StartMode mode,
            @Nullable Tracer tracer) {
        RedisKeys wanted = new RedisKeys(settings.partitions(), database);
        Redis redis = new Redis(commands, wanted, isCluster, settings.timeout(), counting, meters, tracer);
        mode.prepare(redis);
        RedisKeys keys = new RedisKeys(redis.partitions(), database);
        return new Redis(commands, keys, isCluster, settings.timeout(), counting, meters, tracer);
    }
}
