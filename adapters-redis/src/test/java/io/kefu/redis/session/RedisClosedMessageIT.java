package io.kefu.redis.session;

import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.session.testing.ClosedMessageContract;
import io.kefu.application.testing.TestClock;
import io.kefu.redis.message.RedisMessages;
import io.kefu.redis.testing.RedisExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisClosedMessageIT extends ClosedMessageContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected MessagePorts create(InMemoryHours hours, TestClock clock) {
        return RedisMessages.of(REDIS, hours, clock);
    }
}
