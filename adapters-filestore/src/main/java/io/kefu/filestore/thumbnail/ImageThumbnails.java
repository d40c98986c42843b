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
 * Thumbnails made by a few threads of their own, each made once for all who ask at the same time, and kept in a cache of so
 * many bytes. Files never change, so neither do their thumbnails; nor becomes readable what once was not.
 */
public final class ImageThumbnails implements Thumbnails, AutoCloseable {
    private static final int MOST_WAITING = 100;

    /** About what one costs besides its bytes. */
    private static final int ENTRY = 200;

    /** Every thread can decode a lossy WebP of a quarter of the largest number of pixels at the same time. */
    private static final int SHARE_OF_EACH = 4;

    private static final Duration BUSY = Duration.ofSeconds(2);

    private final FileContents contents;
    private final ImageScaler scaler;
    private final ThreadPoolExecutor threads;
    private final AsyncCache<Key, Outcome> made;

    /**
     * Makes thumbnails.
     *
     * @param maxPixels pictures of more pixels are refused before they are decoded
     * @param cacheBytes how many bytes of thumbnails are kept
     * @param parallel how many are made at a time
     */
    public ImageThumbnails(FileContents contents, long maxPixels, long cacheBytes, int parallel) {
        this.contents = contents;
        this.scaler = new ImageScaler(maxPixels, new DecoderMemory(decoderBytes(maxPixels, parallel)));
        this.threads = new ThreadPoolExecutor(
                parallel,
                parallel,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().daemon().name("thumbnails-", 0).factory());
        this.threads.allowCoreThreadTimeOut(true);
        this.made = Caffeine.newBuilder()
                .maximumWeight(cacheBytes)
                .weigher((Key key, Outcome outcome) -> ENTRY + outcome.size())
                .buildAsync();
    }

    /** The size of the memory that all decoders of whole pictures share: never more than half of the heap. */
    static long decoderBytes(long maxPixels, int parallel) {
        return Math.min(
                Runtime.getRuntime().maxMemory() / 2, parallel * (maxPixels / SHARE_OF_EACH) * WebPChunks.LOSSY_BYTES);
    }

    private record Key(FileId file, int size) {}

    /** What came of it; a value, for the cache would log an exception. */
    private sealed interface Outcome {
        int size();

        record Made(Thumbnail thumbnail) implements Outcome {
            @Override
            public int size() {
                return thumbnail.bytes().capacity();
            }
        }

        record Refused(DomainException why) implements Outcome {
            @Override
            public int size() {
                return 0;
            }
        }
    }

    @Override
    public Thumbnail of(StoredFile file, int size) {
        if (!scaler.reads(file)) {
            throw DomainException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        Key wanted = new Key(file.id(), size);
        return switch (outcome(wanted, file)) {
            case Outcome.Made whole -> whole.thumbnail();
            case Outcome.Refused refused -> {
                if (refused.why().code() != ErrorCode.UNSUPPORTED_MEDIA_TYPE) {
                    made.synchronous().invalidate(wanted);
                }
                throw refused.why();
            }
        };
    }

    private Outcome outcome(Key wanted, StoredFile file) {
        try {
            return made.get(
                            wanted,
                            (key, executor) -> CompletableFuture.supplyAsync(() -> make(file, key.size()), threads))
                    .join();
        } catch (RejectedExecutionException e) {
            throw DomainException.unavailable(BUSY);
        }
    }

    private Outcome make(StoredFile file, int size) {
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
