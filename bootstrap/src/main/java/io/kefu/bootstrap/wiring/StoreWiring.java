package io.kefu.bootstrap.wiring;

import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.auth.port.KnownAddresses;
import io.kefu.application.connection.port.ConnectionCounts;
import io.kefu.application.connection.port.RoomEvents;
import io.kefu.application.health.port.StoreHealth;
import io.kefu.application.health.port.StoreReplacement;
import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.sweep.port.SweepLease;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.port.UserStore;
import io.kefu.bootstrap.settings.LoginLimitSettings;
import io.kefu.redis.Redis;
import io.kefu.redis.account.RedisPersonalData;
import io.kefu.redis.analytics.RedisCounters;
import io.kefu.redis.auth.BucketRateLimits;
import io.kefu.redis.auth.RedisKnownAddresses;
import io.kefu.redis.auth.RedisTokenStore;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.health.RedisHealth;
import io.kefu.redis.message.Channels;
import io.kefu.redis.message.DataLosses;
import io.kefu.redis.message.MessageIndexer;
import io.kefu.redis.message.RedisMessageEvents;
import io.kefu.redis.message.RedisMessageHistory;
import io.kefu.redis.message.RedisMessageLog;
import io.kefu.redis.message.RedisRoomEvents;
import io.kefu.redis.presence.RedisConnectionCounts;
import io.kefu.redis.presence.RedisPresence;
import io.kefu.redis.rebuild.Rebuild;
import io.kefu.redis.session.RedisDesk;
import io.kefu.redis.session.RedisSessionStore;
import io.kefu.redis.sweep.RedisSweepLease;
import io.kefu.redis.user.RedisUserStore;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** Wires the ports that Redis implements. */
@Factory
final class StoreWiring {

    @Singleton
    MessageIndexer messageIndexer(Redis redis) {
        return new MessageIndexer(redis);
    }

    @Singleton
    MessageLog messageLog(Redis redis, MessageIndexer indexer, Durability durability) {
        return new RedisMessageLog(redis, indexer, durability);
    }

    @Singleton
    Rebuild rebuild(Redis redis, MessageLog log) {
        return new Rebuild(redis, log);
    }

    @Singleton
    MessageHistory messageHistory(Redis redis, MessageIndexer indexer) {
        return new RedisMessageHistory(redis, indexer);
    }

    @Singleton
    MessageEvents messageEvents(Redis redis, Channels channels) {
        return new RedisMessageEvents(redis, channels);
    }

    @Singleton
    RoomEvents roomEvents(Redis redis, Channels channels) {
        return new RedisRoomEvents(redis, channels);
    }

    @Singleton
    ConnectionCounts connectionCounts(Redis redis) {
        return new RedisConnectionCounts(redis);
    }

    @Singleton
    SweepLease sweepLease(Redis redis) {
        return new RedisSweepLease(redis);
    }

    @Singleton
    UserStore userStore(Redis redis) {
        return new RedisUserStore(redis);
    }

    @Singleton
    TokenStore tokenStore(Redis redis) {
        return new RedisTokenStore(redis);
    }

    @Singleton
    KnownAddresses knownAddresses(Redis redis, InstantSource clock) {
        return new RedisKnownAddresses(redis, clock);
    }

    @Singleton
    RateLimits rateLimits(Redis redis, LoginLimitSettings settings, InstantSource clock) {
        return new BucketRateLimits(redis, settings.asSettings(), clock);
    }

    @Singleton
    @Bean(typed = {Desk.class, OverdueSessions.class})
    RedisDesk desk(Redis redis) {
        return new RedisDesk(redis);
    }

    @Singleton
    SessionStore sessionStore(Redis redis, MessageIndexer indexer, InstantSource clock) {
        return new RedisSessionStore(redis, indexer, clock);
    }

    @Singleton
    Presence presence(Redis redis) {
        return new RedisPresence(redis);
    }

    @Singleton
    RedisCounters counters(Redis redis, InstantSource clock) {
        return new RedisCounters(redis, clock);
    }

    @Singleton
    PersonalData personalData(Redis redis, Desk desk, InstantSource clock) {
        return new RedisPersonalData(redis, desk, clock);
    }

    @Singleton
    StoreHealth storeHealth(
            Redis redis,
            DataLosses losses,
            Channels channels,
            BeanContext beans,
            @Named(TaskExecutors.BLOCKING) Executor blocking) {
        return new RedisHealth(
                redis,
                losses,
                channels,
                () -> beans.getBeansOfType(StoreReplacement.class),
                blocking,
                // Runs on a new thread: the exit waits until the service's own threads have ended.
                () -> Thread.ofPlatform().start(() -> System.exit(1)));
    }
}
