package io.kefu.rest.body;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A request's body on its way in. What has come in and was not read is bounded, its pieces too, for each costs more than its
 * bytes.
 */
public final class IncomingBody {
    private static final int COST_OF_PIECE = 512;

    /** How many bytes are kept of a streamed body's beginning: enough for the headers of a form's first parts. */
    private static final int MAX_START = 16 * 1024;

    private final Consumer<IncomingBody> breakOff;
    final boolean isStreamed;
    final long maxHeld;
    final Duration time;
    private final AtomicLong taken = new AtomicLong();
    private final ByteArrayOutputStream start = new ByteArrayOutputStream(0);
    private volatile boolean isUnread;
    private long arrived;
    private long pieces;
    private long takenBefore;

    /**
     * Begins a body.
     *
     * @param breakOff ends it for the server, as if the connection had, and drops what still comes in; from any thread
     */
    IncomingBody(Consumer<IncomingBody> breakOff, boolean isStreamed, long maxHeld, Duration time) {
        this.breakOff = breakOff;
        this.isStreamed = isStreamed;
        this.maxHeld = maxHeld;
        this.time = time;
    }

    /**
     * The beginning of a call's streamed body, as far as it has arrived; at most 16 KiB, and empty if the body is not
     * streamed. May be called on any thread.
     */
    public static byte[] startOf(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> received
                        && received.getNativeRequest() instanceof StreamedRequestHead head
                ? head.body().start()
                : new byte[0];
    }

    private byte[] start() {
        synchronized (start) {
            return start.toByteArray();
        }
    }

    /**
     * The body of a call that comes in while it is answered; nothing where it came in as a whole. On the connection's event
     * loop, before anything else.
     */
    public static Optional<IncomingBody> of(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> received
                ? Optional.ofNullable(
                                received.getChannelHandlerContext().pipeline().get(BodyGate.class))
                        .flatMap(BodyGate::body)
                : Optional.empty();
    }

    /** Notes that so many bytes of it were read, and are held no more. From any thread. */
    public void taken(int bytes) {
        taken.addAndGet(bytes);
    }

    /** Notes that the end of what is read was seen, so that nobody takes what follows. From any thread. */
    public void readToTheEnd() {
        isUnread = true;
    }

    /** Drops what still comes in: for its reader it ends with an exception, after what came in before. From any thread. */
    public void breakOff() {
        breakOff.accept(this);
    }

    /** Counts what came in, and keeps the beginning of a streamed body. */
    void arrived(ByteBuf piece) {
        arrived += piece.readableBytes();
        if (isStreamed && start.size() < MAX_START) {
            byte[] kept = new byte[Math.min(piece.readableBytes(), MAX_START - start.size())];
            piece.getBytes(piece.readerIndex(), kept);
            synchronized (start) {
                start.writeBytes(kept);
            }
        }
    }

    /** Counts a piece that was handed on. */
    void handedOn() {
        long read = taken.get();
        pieces = read == takenBefore ? pieces + 1 : 1;
        takenBefore = read;
    }

    /** What was not read, in bytes, and what its pieces cost. */
    long held() {
        return arrived - taken.get() + pieces * COST_OF_PIECE;
    }

    boolean isTooMuch() {
        return !isUnread && held() > maxHeld;
    }
}
