package io.kefu.redis.testing;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.archive.testing.InMemoryConversationArchive;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** An archive in memory that counts its calls, and runs a task before each of them, which may throw an exception. */
public final class FaultyArchive implements ConversationArchive {
    private final InMemoryConversationArchive archive = new InMemoryConversationArchive();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private volatile Runnable before = () -> {};

    /** Runs a task before each call from now on. */
    public void before(Runnable task) {
        before = task;
    }

    /** All stored segments. */
    public Set<Segment> segments() {
        return archive.segments();
    }

    /** The number of reads since the last call. */
    public int reads() {
        return reads.getAndSet(0);
    }

    /** The number of writes since the last call. */
    public int writes() {
        return writes.getAndSet(0);
    }

    @Override
    public long write(Segment segment, List<ArchivedEntry> entries) {
        before.run();
        writes.incrementAndGet();
        return archive.write(segment, entries);
    }

    @Override
    public Optional<List<ArchivedEntry>> read(Segment segment) {
        before.run();
        reads.incrementAndGet();
        return archive.read(segment);
    }

    @Override
    public void delete(Segment segment) {
        before.run();
        archive.delete(segment);
    }
}
