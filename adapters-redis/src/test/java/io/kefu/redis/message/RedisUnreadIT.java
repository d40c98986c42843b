package io.kefu.redis.message;

import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.message.testing.UnreadContract;
import io.kefu.redis.testing.RedisExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisUnreadIT extends UnreadContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected MessagePorts create() {
        return RedisMessages.of(REDIS);
    }
}
