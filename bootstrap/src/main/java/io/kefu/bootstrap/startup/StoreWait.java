package io.kefu.bootstrap.startup;

import io.kefu.redis.RedisFault;
import io.kefu.redis.client.RedisStartupCheck;
import io.kefu.redis.health.ServerState;
import io.micronaut.context.env.Environment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at the start until Redis can be used, for a bounded time. The reason for waiting is logged once at the beginning and
 * again each time it changes.
 */
final class StoreWait {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWait.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(60);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);
    private static final String LIMIT = "kefu.redis.start-wait";

    private final RedisAddresses redis;
    private final Duration timeout;
    private final Duration limit;

    private StoreWait(RedisAddresses redis, Duration timeout, Duration limit) {
        this.redis = redis;
        this.timeout = timeout;
        this.limit = limit;
    }

    static StoreWait configured(RedisAddresses redis, Environment environment) {
        @Nullable Duration limit = environment.get(LIMIT, Duration.class).orElse(null);
        boolean isUsable = limit == null ? !environment.containsProperty(LIMIT) : !limit.isNegative();
        if (!isUsable) {
            throw new WrongSettingException(
                    "KEFU_REDIS_START_WAIT (" + LIMIT + "): it can't be used: expected a duration such as 30s or 5m");
        }
        return new StoreWait(
                redis,
                environment.get("kefu.redis.timeout", Duration.class).orElse(DEFAULT_TIMEOUT),
                limit == null ? DEFAULT_LIMIT : limit);
    }

    /**
     * Returns once Redis can be used.
     *
     * @throws WrongSettingException if Redis can't be used within the time, or may delete kefu's data by itself
     */
    void await() {
        try (RedisStartupCheck check = RedisStartupCheck.of(redis.uris(), redis.isOfCluster(), timeout)) {
            await(check).servers().forEach(this::requireSafe);
        } catch (IllegalArgumentException malformed) {
            // The exception's message may contain the password.
            throw new WrongSettingException(redis.setting() + ": it is not the address of a Redis");
        }
    }

    private RedisStartupCheck.Result await(RedisStartupCheck check) {
        long start = System.nanoTime();
        @Nullable RedisFault logged = null;
        while (true) {
            RedisStartupCheck.Result result = check.run();
            if (result.fault().isEmpty()) {
                if (logged != null) {
                    LOG.info("The Redis at {} can be used now", redis);
                }
                return result;
            }
            RedisFault fault = result.fault().get();
            if (System.nanoTime() - start >= limit.toNanos()) {
                throw new WrongSettingException(
                        redis.sentence(fault) + " (waited for " + limit.toSeconds() + " s, see KEFU_REDIS_START_WAIT)");
            }
            if (fault != logged) {
                LOG.warn("Waiting up to {} s for the Redis at {}: {}", limit.toSeconds(), redis, fault.text());
                logged = fault;
            }
            pause();
        }
    }

    /** Refuses a server that would delete conversations and users when its memory is full, and warns of one without durability. */
    private void requireSafe(ServerState server) {
        if (server.mayEvict()) {
            throw new WrongSettingException(redis.setting() + ": the Redis at " + redis + " (" + server.server()
                    + ") would delete kefu's data when its memory is full (maxmemory-policy " + server.policy()
                    + "): set its maxmemory-policy to noeviction");
        }
        if (!server.isDurable()) {
            LOG.warn(
                    "The Redis at {} ({}) has no append-only file and no replica (durable: false): when it ends,"
                            + " acknowledged messages are lost. Set appendonly yes",
                    redis,
                    server.server());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WrongSettingException("interrupted while waiting for Redis");
        }
    }
}
