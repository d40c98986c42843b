package io.kefu.redis.session;

import io.kefu.application.session.testing.DeskPorts;
import io.kefu.application.session.testing.OverdueSessionsContract;
import io.kefu.redis.testing.RedisExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisOverdueSessionsIT extends OverdueSessionsContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected DeskPorts create() {
        return RedisDesks.of(REDIS);
    }
}
