package io.kefu.redis.auth;

import io.kefu.application.auth.port.KnownAddresses;
import io.kefu.domain.user.UserId;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The addresses from which users logged in, one sorted set per user. A call takes one round trip. */
@Singleton
public final class RedisKnownAddresses implements KnownAddresses {
    /** The maximum number of addresses of a user. */
    static final int MAX_ADDRESSES = 32;

    private static final Duration LIFETIME = Duration.ofDays(30);

    private final Redis redis;
    private final InstantSource clock;
    private final LuaScript remember;

    public RedisKnownAddresses(Redis redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
        this.remember = LuaScript.of(redis, "remember_newest", ScriptOutputType.INTEGER);
    }

    @Override
    public void remember(UserId user, String address) {
        redis.await(remember.<Long>run(
                List.of(GlobalKeys.knownAddresses(user)),
                address,
                String.valueOf(clock.millis()),
                String.valueOf(MAX_ADDRESSES),
                String.valueOf(LIFETIME.toMillis())));
    }

    @Override
    public boolean isKnown(UserId user, String address) {
        Optional<Double> seen = redis.await(redis.commands()
                .zscore(GlobalKeys.knownAddresses(user), address)
                .thenApply(Optional::ofNullable));
        return seen.filter(millis -> millis > clock.millis() - LIFETIME.toMillis())
                .isPresent();
    }
}
