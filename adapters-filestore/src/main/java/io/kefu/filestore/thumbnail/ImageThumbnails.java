package io.kefu.filestore.thumbnail;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.Thumbnails;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.StoredFile;
import io.kefu.filestore.store.StoreFailure;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Creates thumbnails on a few threads of its own. Concurrent calls for the same thumbnail share one creation. Results,
 * including refusals of unreadable pictures, stay in a cache that is bounded in bytes; they are never outdated, because
 * files do not change.
 */
public final class ImageThumbnails implements Thumbnails, AutoCloseable {
    private static final int MAX_WAITING = 100;

    /** The approximate memory of a cache entry without the bytes of the thumbnail. */
    private static final int ENTRY_BYTES = 200;

    /** The memory lets each thread decode a lossy WebP with 1/4 of the allowed pixels at the same time. */
    private static final int PIXELS_FRACTION = 4;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final FileContents contents;
    private final ImageScaler scaler;
    private final ThreadPoolExecutor threads;
    private final AsyncCache<Key, Outcome> cache;

    /**
     * Creates an empty cache. The threads start when needed.
     *
     * @param maxPixels pictures of more pixels are refused before they are decoded
     * @param cacheBytes the size of the cache in bytes
     * @param parallel the number of threads
     */
    public ImageThumbnails(FileContents contents, long maxPixels, long cacheBytes, int parallel) {
        this.contents = contents;
        this.scaler = new ImageScaler(maxPixels, new DecoderMemory(decoderBytes(maxPixels, parallel)));
        this.threads = new ThreadPoolExecutor(
                parallel,
                parallel,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                Thread.ofPlatform().daemon().name("thumbnails-", 0).factory());
        this.threads.allowCoreThreadTimeOut(true);
        this.cache = Caffeine.newBuilder()
                .maximumWeight(cacheBytes)
                .weigher((Key key, Outcome outcome) -> ENTRY_BYTES
                        + (outcome instanceof Outcome.Made made
                                ? made.thumbnail().bytes().capacity()
                                : 0))
                .buildAsync();
    }

    /** The size of the memory that all decoders of whole pictures share: at most half of the heap. */
    static long decoderBytes(long maxPixels, int parallel) {
        return Math.min(
                Runtime.getRuntime().maxMemory() / 2,
                parallel * (maxPixels / PIXELS_FRACTION) * WebPChunks.LOSSY_BYTES);
    }

    private record Key(FileId file, int size) {}

    /** The result of a creation. Refusals are values, because the cache logs exceptions. */
    private sealed interface Outcome {
        record Made(Thumbnail thumbnail) implements Outcome {}

        record Refused(DomainException why) implements Outcome {}
    }

    @Override
    public Thumbnail of(StoredFile file, int size) {
        if (!scaler.accepts(file)) {
            throw DomainException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        Key key = new Key(file.id(), size);
        return switch (outcome(key, file)) {
            case Outcome.Made whole -> whole.thumbnail();
            case Outcome.Refused refused -> {
                if (refused.why().code() != ErrorCode.UNSUPPORTED_MEDIA_TYPE) {
                    cache.synchronous().invalidate(key);
                }
                throw refused.why();
            }
        };
    }

    private Outcome outcome(Key key, StoredFile file) {
        try {
            return cache.get(
                            key,
                            (missing, executor) ->
                                    CompletableFuture.supplyAsync(() -> create(file, missing.size()), threads))
                    .join();
        } catch (RejectedExecutionException e) {
            throw DomainException.unavailable(RETRY_AFTER);
        }
    }

    private Outcome create(StoredFile file, int size) {
        try {
            return new Outcome.Made(scaler.scale(read(file), file.type(), size));
        } catch (DomainException e) {
            return new Outcome.Refused(e);
        }
    }

    private byte[] read(StoredFile file) {
        try (InputStream content = contents.open(file.id(), 0, file.size())
                .orElseThrow(() -> DomainException.of(ErrorCode.FILE_NOT_FOUND))) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
