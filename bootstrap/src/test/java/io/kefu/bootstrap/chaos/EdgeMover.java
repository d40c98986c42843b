package io.kefu.bootstrap.chaos;

import io.kefu.application.archive.port.ArchivableLogs;
import io.kefu.application.archive.port.ArchivableLogs.LogState;
import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import io.kefu.domain.error.DomainException;
import io.kefu.filestore.archive.ObjectArchive;
import io.kefu.filestore.local.LocalObjects;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.archive.RedisArchivableLogs;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.segment.SegmentRegister;
import io.kefu.redis.testing.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Moves entries of all conversations to the archive without a pause, in small segments, and also entries of open sessions. Only
 * a few entries stay in the logs, so that catch-ups, recalls and pages meet the edge all the time.
 */
final class EdgeMover implements AutoCloseable {
    private static final int KEPT = 5;
    private static final int LARGEST = 40;
    private static final int PARTITIONS = 64;
    private static final int KEYS_AT_ONCE = 1_000;
    private static final Duration COMMAND_TIME = Duration.ofSeconds(2);
    private static final int MILLIS_BETWEEN_ROUNDS = 100;

    private final RedisClient client;
    private final ArchivableLogs logs;
    private final ConversationArchive archive;
    private final Random random;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger segments = new AtomicInteger();
    private final AtomicInteger conflicts = new AtomicInteger();
    private final AtomicInteger interruptions = new AtomicInteger();
    private volatile @Nullable RuntimeException failure;

    /**
     * Begins to move entries.
     *
     * @param folder the data folder of the nodes
     */
    EdgeMover(RedisURI uri, Path folder, Random random) throws IOException {
        client = RedisClient.create(uri);
        Redis redis = TestRedis.of(client.connect().async(), new RedisKeys(PARTITIONS), false, COMMAND_TIME);
        logs = new RedisArchivableLogs(redis, new SegmentRegister(redis), Durability.local());
        archive = new ObjectArchive(new LocalObjects(folder.resolve("files")));
        this.random = random;
        var unused = timer.scheduleWithFixedDelay(this::round, 0, MILLIS_BETWEEN_ROUNDS, TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            ArchivableLogs.Walk walk = logs.walk();
            while (!walk.isFinished()) {
                walk.next(KEYS_AT_ONCE).forEach(this::move);
            }
        } catch (DomainException e) {
            // Redis was killed or hangs. The next round continues.
            interruptions.incrementAndGet();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void move(LogState log) {
        long movable = log.last() - KEPT - log.archivedUntil();
        if (movable < 1) {
            return;
        }
        long last = log.archivedUntil() + 1 + random.nextLong(Math.min(movable, LARGEST));
        List<ArchivedEntry> entries = logs.read(log, last);
        Optional<Segment> segment = logs.reserve(log, last, Instant.now().plusSeconds(3_600));
        if (segment.isEmpty()) {
            return;
        }
        archive.write(segment.get(), entries);
        if (logs.move(log, segment.get(), entries)) {
            segments.incrementAndGet();
        } else {
            conflicts.incrementAndGet();
        }
    }

    /** The number of segments that were moved. */
    int segments() {
        return segments.get();
    }

    /** Why a round failed, other than that Redis did not answer; null if none did. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    @Override
    public String toString() {
        return "%d segments moved, %d conflicts with recalls, %d rounds interrupted"
                .formatted(segments.get(), conflicts.get(), interruptions.get());
    }

    @Override
    public void close() {
        timer.close();
        client.shutdown(Duration.ZERO, COMMAND_TIME);
    }
}
