package io.kefu.redis.session;

import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.testing.TestClock;
import io.kefu.redis.Redis;
import io.kefu.redis.message.MessageIndexer;
import io.kefu.redis.presence.RedisPresence;

/** Makes fixtures whose sessions are in Redis. */
public final class RedisSessionFixture {
    private RedisSessionFixture() {}

    public static SessionFixture of(Redis redis, MessageIndexer indexer, TestClock clock) {
        return new SessionFixture(
                clock,
                new RedisDesk(redis),
                new RedisOverdueSessions(redis),
                new RedisSessionStore(redis, indexer, new InMemoryHours(), clock),
                new RedisPresence(redis));
    }
}
