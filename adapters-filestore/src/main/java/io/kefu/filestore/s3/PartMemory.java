package io.kefu.filestore.s3;

import io.kefu.domain.error.DomainException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** So much memory for parts and no more, given out in turn and used again. For many threads. */
final class PartMemory {
    private final int partSize;
    private final Semaphore free;
    private final Deque<byte[]> used = new ConcurrentLinkedDeque<>();

    /**
     * Makes it; it is allocated when it is needed first.
     *
     * @param partSize how many bytes a part has
     * @param parts how many there are at a time
     */
    PartMemory(int partSize, int parts) {
        this.partSize = partSize;
        this.free = new Semaphore(parts, true);
    }

    /** Memory of a part, which is given back by closing it. Blocks, for some time at most. */
    Part take(Duration patience) {
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw DomainException.unavailable(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DomainException.unavailable(patience);
        }
        byte[] before = used.pollFirst();
        try {
            return new Part(before == null ? new byte[partSize] : before);
        } catch (OutOfMemoryError e) {
            free.release();
            throw e;
        }
    }

    /** Somebody's for now. */
    final class Part implements AutoCloseable {
        private final byte[] bytes;

        private Part(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public void close() {
            used.addFirst(bytes);
            free.release();
        }
    }
}
