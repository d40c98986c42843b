package io.kefu.bootstrap.wiring;

import io.kefu.application.access.port.Secrets;
import io.kefu.application.archive.CheckedArchive;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.concurrent.port.BlockingExecutor;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileRecords;
import io.kefu.application.health.port.StoreHealth;
import io.kefu.application.health.port.StoreReplacement;
import io.kefu.application.time.port.Ticker;
import io.kefu.redis.Redis;
import io.kefu.redis.channel.Channels;
import io.kefu.redis.durability.DataLosses;
import io.kefu.redis.health.RedisHealth;
import io.kefu.redis.segment.ArchivedSegments;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Wires what the adapters of Redis need from bootstrap. The adapters themselves are beans. */
@Factory
final class StoreWiring {

    @Singleton
    ArchivedSegments archivedSegments(
            ConversationArchive archive,
            FileContents contents,
            FileRecords records,
            Secrets secrets,
            BlockingExecutor blocking) {
        return new ArchivedSegments(new CheckedArchive(archive, contents, records, secrets), blocking);
    }

    @Singleton
    StoreHealth storeHealth(
            Redis redis,
            DataLosses losses,
            Channels channels,
            BeanContext beans,
            BlockingExecutor blocking,
            Ticker ticker) {
        return new RedisHealth(
                redis,
                losses,
                channels,
                () -> beans.getBeansOfType(StoreReplacement.class),
                blocking,
                // Runs on a new thread, because the exit waits until the threads of the service have ended.
                () -> Thread.ofPlatform().start(() -> System.exit(1)),
                ticker);
    }
}
