package io.kefu.filestore.thumbnail;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * The memory that all decoders of whole pictures share. A decoder waits until enough of it is free; interrupts do not end
 * the wait, because the threads of the decoders are interrupted only when the service stops. Thread-safe.
 */
final class DecoderMemory {
    private static final int UNIT = 1024;

    private final int units;
    private final Semaphore free;

    DecoderMemory(long bytes) {
        this.units = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
        this.free = new Semaphore(units, true);
    }

    /** A decoding that needs some of the memory. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Waits until {@code bytes} are free, reserves them, and runs the work. Waiting calls continue in their order.
     *
     * @throws DomainException {@link ErrorCode#UNSUPPORTED_MEDIA_TYPE} if the whole memory is smaller than {@code bytes}
     */
    <T> T with(long bytes, Work<T> work) throws IOException {
        long wanted = Math.ceilDiv(bytes, UNIT);
        if (wanted > units) {
            throw DomainException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        free.acquireUninterruptibly((int) wanted);
        try {
            return work.run();
        } finally {
            free.release((int) wanted);
        }
    }
}
