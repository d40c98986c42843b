package io.kefu.redis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisExtensionIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @RepeatedTest(2)
    void everyTestStartsEmpty() {
        assertThat(REDIS.commands().dbsize()).isZero();
        assertThat(REDIS.redis().await(REDIS.redis().commands().set("left", "behind")))
                .isEqualTo("OK");
    }
}
