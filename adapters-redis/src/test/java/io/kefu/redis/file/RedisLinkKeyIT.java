package io.kefu.redis.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.testing.Parallel;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.testing.RedisExtension;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisLinkKeyIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Test
    void concurrentNodesGetTheSameKey() {
        CountingSecrets secrets = new CountingSecrets();
        assertThat(Parallel.call(20, i -> Arrays.toString(new RedisLinkKey(REDIS.redis(), secrets).bytes())))
                .containsOnly(Arrays.toString(new RedisLinkKey(REDIS.redis(), secrets).bytes()));
        assertThat(new RedisLinkKey(REDIS.redis(), secrets).bytes()).hasSizeGreaterThanOrEqualTo(32);
    }

    @Test
    void readsTheKeyOnce() {
        RedisLinkKey key = new RedisLinkKey(REDIS.redis(), new CountingSecrets());
        byte[] first = key.bytes();
        assertThat(REDIS.commandsDuring(() -> assertThat(key.bytes()).isEqualTo(first)))
                .isEmpty();
    }

    @Test
    void readsTheKeyAgainAfterTheDataWereReplaced() {
        RedisLinkKey key = new RedisLinkKey(REDIS.redis(), new CountingSecrets());
        byte[] former = key.bytes();
        REDIS.commands().flushall();
        REDIS.commands().set(GlobalKeys.LINK_KEY, "of-the-new-data");
        key.forget();
        assertThat(key.bytes()).isNotEqualTo(former).asString().isEqualTo("of-the-new-data");
    }
}
