package io.kefu.redis.message;

import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.testing.TestClock;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.session.RedisSessionStore;
import io.kefu.redis.testing.RedisExtension;

/** The ports about messages on a real Redis. */
final class RedisMessages {
    private RedisMessages() {}

    /** A node's adapters. Their subscriptions have a connection of their own, which ends with the server. */
    static MessagePorts of(RedisExtension extension) {
        MessageIndexer indexer = extension.indexer();
        return new MessagePorts(
                new RedisMessageLog(extension.redis(), indexer, Durability.local()),
                new RedisMessageHistory(extension.redis(), indexer),
                new RedisMessageEvents(extension.redis(), extension.channels()),
                new RedisSessionStore(extension.redis(), indexer, TestClock.atNoon()));
    }
}
