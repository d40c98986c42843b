package io.kefu.redis.segment;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.DamagedSegmentException;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.concurrent.port.BlockingExecutor;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.message.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and changes segments of the archive on threads that may block. A few segments are read at a time, and are kept decoded in
 * a cache that is bounded in bytes. Concurrent reads of one segment share one read of the archive. The cache is never outdated,
 * because a version of a segment never changes; its entries expire so that erased messages leave the memory. Thread-safe.
 */
public final class ArchivedSegments {
    private static final Logger LOG = LoggerFactory.getLogger(ArchivedSegments.class);
    private static final long MAX_BYTES = 16L << 20;
    private static final Duration KEPT_FOR = Duration.ofMinutes(10);

    /** How many segments are read and decoded at the same time. */
    private static final int PARALLEL = 8;

    /** The approximate memory of an entry without its texts. */
    private static final int ENTRY_BYTES = 400;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ConversationArchive archive;
    private final BlockingExecutor threads;
    private final Semaphore permits = new Semaphore(PARALLEL);
    private final AsyncCache<Key, Outcome> cache;
    /** The causes that were logged in the last minutes. */
    private final Cache<String, Boolean> reported;

    /**
     * Creates an empty cache.
     *
     * @param archive refuses changes if it is not the archive of these conversations
     */
    public ArchivedSegments(ConversationArchive archive, BlockingExecutor threads) {
        this.archive = archive;
        this.threads = threads;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(MAX_BYTES)
                .expireAfterWrite(KEPT_FOR)
                .weigher(ArchivedSegments::bytes)
                .buildAsync();
        this.reported = Caffeine.newBuilder()
                .maximumSize(1_000)
                .expireAfterWrite(KEPT_FOR)
                .build();
    }

    /**
     * Identifies cached entries.
     *
     * @param epoch the epoch of the conversation, because a user who was erased may come back under the same id, so that
     *     segments of the new conversation have the names of the erased ones
     */
    private record Key(Segment segment, String epoch) {}

    /** The result of a read. Failures are values, because the cache logs exceptions with their traces. */
    private sealed interface Outcome {
        record Found(List<ArchivedEntry> entries) implements Outcome {}

        record Missing() implements Outcome {}

        record Failed(RuntimeException why) implements Outcome {}
    }

    /**
     * Reads a segment. The stage completes on the calling thread if the segment is in the cache. It fails with a {@code
     * DomainException} of code {@code SERVICE_UNAVAILABLE} if the archive cannot be read or the segment is damaged.
     *
     * @param epoch the epoch of the conversation
     * @return all entries in order; empty if the archive has no such segment
     */
    public CompletionStage<Optional<List<ArchivedEntry>>> read(Segment segment, String epoch) {
        Key key = new Key(segment, epoch);
        CompletableFuture<Outcome> outcome = cache.get(
                key, (missing, executor) -> CompletableFuture.supplyAsync(() -> load(missing.segment()), threads));
        return outcome.thenApply(read -> switch (read) {
            case Outcome.Found found -> Optional.of(found.entries());
            case Outcome.Missing missing -> {
                cache.asMap().remove(key, outcome);
                yield Optional.empty();
            }
            case Outcome.Failed failed -> {
                cache.asMap().remove(key, outcome);
                throw failed.why();
            }
        });
    }

    /** Stores a segment, as {@link ConversationArchive#write} does. */
    public CompletionStage<Void> write(Segment segment, List<ArchivedEntry> entries) {
        return CompletableFuture.runAsync(() -> archive.write(segment, entries), threads);
    }

    /** Deletes a segment, as {@link ConversationArchive#delete} does. */
    public CompletionStage<Void> delete(Segment segment) {
        return CompletableFuture.runAsync(() -> archive.delete(segment), threads);
    }

    /**
     * Logs why archived messages cannot be read, once per cause within some minutes, and returns the exception for the caller.
     */
    public DomainException unreadable(String cause) {
        if (reported.asMap().putIfAbsent(cause, true) == null) {
            LOG.error("Archived messages cannot be read: {}. Calls that need them get 503", cause);
        }
        return DomainException.unavailable(RETRY_AFTER);
    }

    private Outcome load(Segment segment) {
        permits.acquireUninterruptibly();
        try {
            return archive.read(segment).<Outcome>map(Outcome.Found::new).orElseGet(Outcome.Missing::new);
        } catch (DamagedSegmentException damaged) {
            return new Outcome.Failed(unreadable(String.valueOf(damaged.getMessage())));
        } catch (RuntimeException failure) {
            return new Outcome.Failed(failure);
        } finally {
            permits.release();
        }
    }

    private static int bytes(Key key, Outcome outcome) {
        if (!(outcome instanceof Outcome.Found found)) {
            return ENTRY_BYTES;
        }
        long bytes = 0;
        for (ArchivedEntry entry : found.entries()) {
            Message message = entry.message();
            int metadata =
                    message.metadata() == null ? 0 : message.metadata().json().length();
            bytes += ENTRY_BYTES + 2L * (message.content().length() + metadata);
        }
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }
}
