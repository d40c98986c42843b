package io.kefu.redis.testing;

import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.testing.InMemoryConversationArchive;
import io.kefu.redis.Counting;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.segment.ArchivedSegments;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.ZoneId;

/** Wraps a connection as the service does with its default settings for counts. */
public final class TestRedis {
    private static final Counting COUNTING = new Counting(ZoneId.of("Asia/Shanghai"), Duration.ofDays(400));

    private TestRedis() {}

    public static Redis of(
            RedisClusterAsyncCommands<String, String> commands, RedisKeys keys, boolean isCluster, Duration timeout) {
        return new Redis(commands, keys, isCluster, timeout, COUNTING, new SimpleMeterRegistry(), null);
    }

    /** The archive of a new node, which is empty. */
    public static ArchivedSegments segments() {
        return segments(new InMemoryConversationArchive());
    }

    /** An archive as a new node reads it. */
    public static ArchivedSegments segments(ConversationArchive archive) {
        return new ArchivedSegments(archive, Thread::startVirtualThread);
    }
}
