package io.kefu.redis.message;

import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.message.testing.SenderContract;
import io.kefu.redis.testing.RedisExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisSenderIT extends SenderContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected MessagePorts create() {
        return RedisMessages.of(REDIS);
    }
}
