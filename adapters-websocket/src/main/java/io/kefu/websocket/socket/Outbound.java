package io.kefu.websocket.socket;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sends frames through one socket. The queue of frames that wait for a slow reader is bounded in bytes; when it is
 * full, the socket is closed. The largest of the waiting frames does not count, so that a single frame of any size
 * passes. All calls are made on the socket's event loop.
 */
public final class Outbound {
    /** How long the closing handshake may take once one side has started it. */
    public static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final Channel channel;
    private final int maxQueueBytes;
    private final SocketMeters meters;
    private boolean closing;
    private boolean wasFull;
    private boolean movedSince;
    private boolean mayEnd;

    /** The size of the largest frame that was sent since the queue was last empty. */
    private int largest;

    public Outbound(Channel channel, int maxQueueBytes, SocketMeters meters) {
        this.channel = channel;
        this.maxQueueBytes = maxQueueBytes;
        this.meters = meters;
        // A backlog is sent while the channel is writable. The channel must become unwritable before the queue is full.
        if (channel.config().getWriteBufferHighWaterMark() > maxQueueBytes) {
            int low = Math.max(1, maxQueueBytes / 2);
            channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(low, Math.max(low, maxQueueBytes)));
        }
    }

    /** Whether the reader keeps up. */
    public boolean isReady() {
        return channel.isWritable();
    }

    /** Whether the reader has taken nothing since before the last call; to be asked once a heartbeat. */
    public boolean isStuck() {
        boolean isStuck = !isReady() && wasFull && !movedSince;
        wasFull = !isReady();
        movedSince = false;
        return isStuck;
    }

    /** The reader keeps up again, or no more. */
    public void moved() {
        movedSince = true;
    }

    /** Sends a frame's JSON, which is not copied. */
    public void send(byte[] json) {
        if (closing) {
            return;
        }
        if (!hasRoom(json.length)) {
            close(CloseCode.TOO_SLOW);
            return;
        }
        largest = Math.max(largest, json.length);
        // A failed write ends in a closed channel, and that is seen elsewhere.
        var unused = channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(json)));
    }

    /** Whether so much waits that nothing more may be added. */
    public boolean isFull() {
        return !hasRoom(0);
    }

    private boolean hasRoom(int bytes) {
        if (fits(bytes)) {
            return true;
        }
        // Flushes are delayed while the socket is being read. Frames that only wait for a flush do not show a slow
        // reader.
        channel.unsafe().flush();
        return fits(bytes);
    }

    private boolean fits(int bytes) {
        long waiting = waitingBytes();
        if (waiting == 0) {
            largest = 0;
        }
        return waiting + bytes <= (long) maxQueueBytes + Math.max(largest, bytes);
    }

    /** Asks the peer for a sign of life, which carries the same number. */
    public void ping(long number) {
        var unused = channel.writeAndFlush(
                new PingWebSocketFrame(channel.alloc().buffer(Long.BYTES).writeLong(number)));
    }

    /** Closes the socket, with or without the reader's help. */
    public void close(CloseCode code) {
        close(code, code.reason());
    }

    /**
     * Closes the socket with a reason of its own, of at most 123 bytes (RFC 6455, section 5.5). The connection ends with the
     * peer's answer (section 7.1.1): ended while the peer still sends, it would be reset, and the peer might never see what was
     * sent to it last.
     */
    public void close(CloseCode code, String reason) {
        if (closing) {
            return;
        }
        meters.closed(code);
        writeClose(new CloseWebSocketFrame(code.code(), reason), () -> {});
    }

    /**
     * Closes the socket of a peer that broke the protocol. The service cannot decode what the peer sends from now on,
     * not even a close frame, so it shuts down its own direction of the connection at once. It still reads and drops
     * the other direction until the peer ends it: a connection that is closed with unread data is reset, and the peer
     * might never see the close frame.
     */
    public void fail(CloseCode code) {
        if (closing) {
            drop();
            return;
        }
        meters.closed(code);
        writeClose(new CloseWebSocketFrame(code.code(), code.reason()), () -> {
            if (channel instanceof DuplexChannel duplex) {
                var unused = duplex.shutdownOutput();
            } else {
                drop();
            }
        });
    }

    /**
     * Answers the peer's close frame and ends the connection (RFC 6455, section 7.1.1).
     *
     * @param code the code that the peer sent; -1 if it sent none
     */
    public void answerClose(int code) {
        if (!closing) {
            writeClose(code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, ""), this::drop);
        }
    }

    private void writeClose(CloseWebSocketFrame frame, Runnable whenWritten) {
        closing = true;
        channel.config().setAutoRead(true);
        channel.writeAndFlush(frame).addListener(written -> {
            if (written.isSuccess()) {
                whenWritten.run();
            } else {
                drop();
            }
        });
        var unused = channel.eventLoop().schedule(this::drop, CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the peer was told that the socket closes; what it still sends is of no account. */
    public boolean isClosing() {
        return closing;
    }

    /** The peer has sent its last frame: the connection may end. */
    public void finished() {
        mayEnd = true;
        if (closing) {
            drop();
        }
    }

    /** Whether nothing is lost if the connection ends now. */
    public boolean mayEnd() {
        return mayEnd;
    }

    private void drop() {
        mayEnd = true;
        var unused = channel.close();
    }

    private long waitingBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }
}
