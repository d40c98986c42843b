package io.kefu.redis.file;

import static io.kefu.redis.GlobalKeys.LINK_KEY;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kefu.application.access.port.Secrets;
import io.kefu.application.file.port.LinkKey;
import io.kefu.application.health.port.StoreReplacement;
import io.kefu.redis.Redis;
import io.micronaut.context.annotation.Bean;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The key for signed links in Redis. The first node that needs it creates it. */
@Singleton
@Bean(typed = {RedisLinkKey.class, StoreReplacement.class})
public final class RedisLinkKey implements LinkKey, StoreReplacement {
    /** The length of a key in characters of URL-safe Base64: 384 bits. */
    private static final int LENGTH = 64;

    private final Redis redis;
    private final Secrets secrets;
    private final AtomicReference<@Nullable String> known = new AtomicReference<>();

    public RedisLinkKey(Redis redis, Secrets secrets) {
        this.redis = redis;
        this.secrets = secrets;
    }

    @Override
    public byte[] bytes() {
        String key = known.get();
        if (key == null) {
            // An existing key can also be read from a Redis that refuses writes.
            key = stored().orElseGet(this::create);
            known.set(key);
        }
        return key.getBytes(US_ASCII);
    }

    private String create() {
        redis.await(redis.commands().setnx(LINK_KEY, secrets.text(LENGTH)));
        return stored().orElseThrow();
    }

    private Optional<String> stored() {
        return redis.await(redis.commands().get(LINK_KEY).thenApply(Optional::ofNullable));
    }

    @Override
    public void forget() {
        known.set(null);
    }
}
