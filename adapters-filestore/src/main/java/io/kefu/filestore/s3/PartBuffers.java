package io.kefu.filestore.s3;

import io.kefu.domain.error.DomainException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A bounded pool of part buffers. Buffers are allocated when first needed and used again. Thread-safe. */
final class PartBuffers {
    private final int size;
    private final Semaphore permits;
    private final Deque<byte[]> unused = new ConcurrentLinkedDeque<>();

    /** A pool of at most {@code count} buffers of {@code size} bytes each. */
    PartBuffers(int size, int count) {
        this.size = size;
        this.permits = new Semaphore(count, true);
    }

    /**
     * Takes a buffer. Blocks until one is free, in the order of the calls.
     *
     * @param wait the longest wait
     * @throws DomainException {@code SERVICE_UNAVAILABLE} if no buffer is free by then
     */
    Buffer take(Duration wait) {
        try {
            if (!permits.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw DomainException.unavailable(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DomainException.unavailable(wait);
        }
        byte[] bytes = unused.pollFirst();
        try {
            return new Buffer(bytes == null ? new byte[size] : bytes);
        } catch (OutOfMemoryError e) {
            permits.release();
            throw e;
        }
    }

    /** A part buffer on loan to one upload; {@link #close} returns it to the pool. */
    final class Buffer implements AutoCloseable {
        private final byte[] bytes;

        private Buffer(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public void close() {
            unused.addFirst(bytes);
            permits.release();
        }
    }
}
