package io.kefu.redis.session;

import io.kefu.application.session.testing.AssignmentContract;
import io.kefu.application.session.testing.DeskPorts;
import io.kefu.redis.testing.RedisExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisAssignmentIT extends AssignmentContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected DeskPorts create() {
        return RedisDesks.of(REDIS);
    }
}
