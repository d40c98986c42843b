package io.kefu.redis.backup;

import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.client.DriverOptions;
import io.kefu.redis.client.Utf8Codec;
import io.kefu.redis.durability.DataLosses;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.message.MessageIndexer;
import io.kefu.redis.message.RedisMessageLog;
import io.kefu.redis.rebuild.Rebuild;
import io.kefu.redis.testing.RedisCluster;
import io.kefu.redis.testing.TestRedis;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** An empty Redis Cluster of three masters, whose data have 7 partitions, and into which backups are restored. */
final class RestoredCluster implements AutoCloseable {
    static final int PARTITIONS = 7;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final RedisClusterClient client;
    private final RedisClusterCommands<String, String> commands;
    private final Redis redis;
    private final RedisMessageLog log;
    private final MessageIndexer indexer;

    RestoredCluster(ConversationArchive archive) {
        RedisCluster cluster = RedisCluster.shared();
        cluster.flush();
        client = RedisClusterClient.create(cluster.uris());
        client.setOptions(DriverOptions.ofCluster(TIMEOUT));
        var connection = client.connect(new Utf8Codec());
        commands = connection.sync();
        redis = TestRedis.of(connection.async(), new RedisKeys(PARTITIONS), true, TIMEOUT);
        indexer = new MessageIndexer(redis);
        log = new RedisMessageLog(redis, indexer, Durability.local(), TestRedis.segments(archive));
    }

    Redis redis() {
        return redis;
    }

    RedisClusterCommands<String, String> commands() {
        return commands;
    }

    RedisMessageLog log() {
        return log;
    }

    /** Restores records in the way of the command, and returns the differences that a second rebuild finds. */
    List<String> restore(List<BackupRecord> records, ConversationArchive archive) {
        fill(records, archive).complete();
        return rebuild(archive).run().differences();
    }

    /** Restores records without the derived data. */
    Restore fill(List<BackupRecord> records, ConversationArchive archive) {
        try (DataLosses losses = new DataLosses(redis)) {
            redis.await(losses.check());
        }
        Restore restore = new Restore(redis, archive, rebuild(archive), InstantSource.system());
        restore.fill(records::forEach);
        return restore;
    }

    List<BackupRecord> backup(ConversationArchive archive) {
        List<BackupRecord> records = new ArrayList<>();
        new Backup(redis, indexer, archive, InstantSource.system()).write(records::add);
        return records;
    }

    private Rebuild rebuild(ConversationArchive archive) {
        return new Rebuild(redis, log, indexer, archive);
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, TIMEOUT);
    }
}
