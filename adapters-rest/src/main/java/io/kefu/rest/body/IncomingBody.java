package io.kefu.rest.body;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
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

    private final Consumer<IncomingBody> breakOff;
    final boolean isStreamed;
    final long maxHeld;
    final Duration time;
    private final AtomicLong taken = new AtomicLong();
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

    /** Counts what came in. */
    void arrived(int bytes) {
        arrived += bytes;
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
