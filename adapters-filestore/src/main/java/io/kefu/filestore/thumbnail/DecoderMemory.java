package io.kefu.filestore.thumbnail;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * The memory of all decoders together that decode whole pictures. A decoder that finds too little free waits until others have
 * finished. For many threads.
 */
final class DecoderMemory {
    private static final int UNIT = 1024;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final int units;
    private final Semaphore free;

    /**
     * Makes it.
     *
     * @param bytes how much there is
     */
    DecoderMemory(long bytes) {
        this.units = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
        this.free = new Semaphore(units, true);
    }

    /** What a thread does with the memory. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Works with so many bytes.
     *
     * @throws DomainException {@link ErrorCode#UNSUPPORTED_MEDIA_TYPE} if there is less in all
     */
    <T> T with(long bytes, Work<T> work) throws IOException {
        long wanted = Math.ceilDiv(bytes, UNIT);
        if (wanted > units) {
            throw DomainException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        try {
            free.acquire((int) wanted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DomainException.unavailable(SOON);
        }
        try {
            return work.run();
        } finally {
            free.release((int) wanted);
        }
    }
}
