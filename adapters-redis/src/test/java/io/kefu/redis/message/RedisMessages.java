package io.kefu.redis.message;

import io.kefu.application.hours.port.Hours;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.testing.TestClock;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.session.RedisSessionStore;
import io.kefu.redis.testing.RedisExtension;

/** The adapters for messages on a real Redis. */
public final class RedisMessages {
    private RedisMessages() {}

    /** The adapters of a new node. Their subscriptions have a connection of their own, which ends with the server. */
    public static MessagePorts of(RedisExtension extension) {
        return of(extension, new InMemoryHours(), TestClock.atNoon());
    }

    /** The adapters of a new node with these working hours. */
    public static MessagePorts of(RedisExtension extension, Hours hours, TestClock clock) {
        MessageIndexer indexer = extension.indexer();
        return new MessagePorts(
                new RedisMessageLog(extension.redis(), indexer, Durability.local()),
                new RedisMessageHistory(extension.redis(), indexer),
                new RedisMessageEvents(extension.redis(), extension.channels()),
                new RedisSessionStore(extension.redis(), indexer, hours, clock));
    }
}
