package io.kefu.redis.message;

import io.kefu.application.archive.testing.InMemoryConversationArchive;
import io.kefu.application.hours.port.Hours;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.testing.TestClock;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.segment.ArchivedSegments;
import io.kefu.redis.session.RedisSessionStore;
import io.kefu.redis.testing.RedisExtension;
import io.kefu.redis.testing.TestRedis;

/** The adapters for messages on a real Redis. */
public final class RedisMessages {
    private RedisMessages() {}

    /** The adapters of a new node. Their subscriptions have a connection of their own, which ends with the server. */
    public static MessagePorts of(RedisExtension extension) {
        return of(extension, new InMemoryHours(), TestClock.atNoon());
    }

    /** The adapters of a new node with these working hours. */
    public static MessagePorts of(RedisExtension extension, Hours hours, TestClock clock) {
        return of(extension, TestRedis.segments(), hours, clock);
    }

    /** The adapters of a new node that keeps only the newest entries of each conversation out of the archive. */
    static MessagePorts archiving(RedisExtension extension, int kept) {
        InMemoryConversationArchive archive = new InMemoryConversationArchive();
        MessagePorts ports = of(extension, TestRedis.segments(archive), new InMemoryHours(), TestClock.atNoon());
        return new MessagePorts(
                new ArchivingLog(ports.log(), new ByHand(extension, archive), kept),
                ports.history(),
                ports.events(),
                ports.sessions());
    }

    /** The adapters of a new node with this archive. */
    public static MessagePorts of(RedisExtension extension, ArchivedSegments segments, Hours hours, TestClock clock) {
        MessageIndexer indexer = extension.indexer();
        return new MessagePorts(
                new RedisMessageLog(extension.redis(), indexer, Durability.local(), segments),
                new RedisMessageHistory(extension.redis(), indexer, segments),
                new RedisMessageEvents(extension.redis(), extension.channels()),
                new RedisSessionStore(extension.redis(), indexer, hours, clock));
    }
}
