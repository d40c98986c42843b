package io.kefu.redis.session;

import io.kefu.application.session.testing.DeskPorts;
import io.kefu.redis.presence.RedisPresence;
import io.kefu.redis.testing.RedisExtension;

/** The desk in a real Redis. */
final class RedisDesks {
    private RedisDesks() {}

    static DeskPorts of(RedisExtension extension) {
        RedisDesk desk = new RedisDesk(extension.redis());
        return new DeskPorts(desk, new RedisOverdueSessions(extension.redis()), new RedisPresence(extension.redis()));
    }
}
