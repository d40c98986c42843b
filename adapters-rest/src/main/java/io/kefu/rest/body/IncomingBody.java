package io.kefu.rest.body;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The body of a request while it arrives. Counts the memory that its unread bytes use. */
public final class IncomingBody {
    /** How many bytes of memory a piece uses besides its content. */
    private static final int OVERHEAD_OF_PIECE = 512;

    /** How many bytes are kept of a streamed body's beginning: enough for the headers of a form's first parts. */
    private static final int MAX_START = 16 * 1024;

    private final Consumer<IncomingBody> abort;
    final boolean isStreamed;

    /** How many bytes of memory unread bytes may use. */
    final long maxUnread;

    /** How long the body may take to arrive. */
    final Duration time;

    private final AtomicLong read = new AtomicLong();
    private final ByteArrayOutputStream start = new ByteArrayOutputStream(0);
    private volatile boolean isReadToEnd;
    private long arrived;
    private long pieces;
    private long readBefore;

    IncomingBody(Consumer<IncomingBody> abort, boolean isStreamed, long maxUnread, Duration time) {
        this.abort = abort;
        this.isStreamed = isStreamed;
        this.maxUnread = maxUnread;
        this.time = time;
    }

    /**
     * The body of a request whose route is streamed.
     *
     * @throws ClassCastException if the route is not streamed
     */
    public static IncomingBody of(HttpRequest<?> request) {
        return ((StreamedRequestHead) ((NettyHttpRequest<?>) request).getNativeRequest()).body();
    }

    /** The beginning of the body, as far as it has arrived; at most 16 KiB. May be called on any thread. */
    public byte[] start() {
        synchronized (start) {
            return start.toByteArray();
        }
    }

    /** Records that bytes were read, so that they use no memory any more. May be called on any thread. */
    public void addRead(int bytes) {
        read.addAndGet(bytes);
    }

    /** Records that nothing more of the body will be read, so that the rest is not limited. May be called on any thread. */
    public void endReading() {
        isReadToEnd = true;
    }

    /**
     * Discards the rest of the body. The body's reader gets the bytes that have arrived before, and then an exception. May be
     * called on any thread.
     */
    public void abort() {
        abort.accept(this);
    }

    /** Counts a piece that arrived, and keeps the beginning of a streamed body. */
    void addArrived(ByteBuf piece) {
        arrived += piece.readableBytes();
        if (isStreamed && start.size() < MAX_START) {
            byte[] kept = new byte[Math.min(piece.readableBytes(), MAX_START - start.size())];
            piece.getBytes(piece.readerIndex(), kept);
            synchronized (start) {
                start.writeBytes(kept);
            }
        }
    }

    /** Counts a piece that was passed on to the server. */
    void addPassedOn() {
        long now = read.get();
        pieces = now == readBefore ? pieces + 1 : 1;
        readBefore = now;
    }

    /** The bytes of memory that unread pieces use. */
    long unread() {
        return arrived - read.get() + pieces * OVERHEAD_OF_PIECE;
    }

    boolean isTooLarge() {
        return !isReadToEnd && unread() > maxUnread;
    }
}
