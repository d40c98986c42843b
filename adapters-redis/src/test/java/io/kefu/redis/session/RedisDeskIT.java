package io.kefu.redis.session;

import io.kefu.application.session.testing.DeskContract;
import io.kefu.redis.presence.RedisPresence;
import io.kefu.redis.testing.RedisExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisDeskIT extends DeskContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected House create() {
        RedisDesk desk = new RedisDesk(REDIS.redis());
        return new House(desk, desk, new RedisPresence(REDIS.redis()));
    }
}
