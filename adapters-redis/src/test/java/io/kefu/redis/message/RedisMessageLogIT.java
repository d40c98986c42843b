package io.kefu.redis.message;

import io.kefu.application.message.testing.MessageHouse;
import io.kefu.application.message.testing.MessageLogContract;
import io.kefu.redis.testing.RedisExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisMessageLogIT extends MessageLogContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected MessageHouse create() {
        return RedisMessages.of(REDIS);
    }
}
