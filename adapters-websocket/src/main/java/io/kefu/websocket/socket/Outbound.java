package io.kefu.websocket.socket;

import io.kefu.websocket.frame.FrameJson;
import io.kefu.websocket.frame.ServerFrame;
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
    static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final Channel channel;
    private final FrameJson json;
    private final int maxQueueBytes;
    private final SocketMeters meters;
    private boolean closing;
    private boolean wasFull;
    private boolean hasChanged;
    private boolean mayEnd;

    /** The size of the largest frame that was sent since the queue was last empty. */
    private int largest;

    public Outbound(Channel channel, FrameJson json, int maxQueueBytes, SocketMeters meters) {
        this.channel = channel;
        this.json = json;
        this.maxQueueBytes = maxQueueBytes;
        this.meters = meters;
        // A backlog is sent while the channel is writable. The channel must become unwritable before the queue is full.
        if (channel.config().getWriteBufferHighWaterMark() > maxQueueBytes) {
            int low = Math.max(1, maxQueueBytes / 2);
            channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(low, Math.max(low, maxQueueBytes)));
        }
    }

    /** Whether more frames may be sent, because the client reads fast enough. */
    public boolean isReady() {
        return channel.isWritable();
    }

    /** Whether the peer has read nothing since the last call. Called once per heartbeat. */
    boolean isStuck() {
        boolean isStuck = !isReady() && wasFull && !hasChanged;
        wasFull = !isReady();
        hasChanged = false;
        return isStuck;
    }

    /** The channel has become writable or unwritable, so the peer has read something or the queue has grown. */
    void writabilityChanged() {
        hasChanged = true;
    }

    /** Sends a frame. */
    public void send(ServerFrame frame) {
        send(json.write(frame));
    }

    /** Sends the JSON of a frame. The array is not copied. */
    public void send(byte[] json) {
        if (closing) {
            return;
        }
        if (!hasRoom(json.length)) {
            close(CloseCode.TOO_SLOW);
            return;
        }
        largest = Math.max(largest, json.length);
        // A failed write closes the channel, which is handled elsewhere.
        var unused = channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(json)));
    }

    /** Whether the queue is full, so that the next frame would close the socket. */
    boolean isFull() {
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

    /** Sends a ping with a number, which the peer repeats in its pong. */
    void ping(long number) {
        var unused = channel.writeAndFlush(
                new PingWebSocketFrame(channel.alloc().buffer(Long.BYTES).writeLong(number)));
    }

    /** Closes the socket. Waits for the client's close frame for at most {@link #CLOSE_WITHIN}. */
    public void close(CloseCode code) {
        close(code, code.reason());
    }

    /**
     * Closes the socket with a given reason of at most 123 bytes (RFC 6455, section 5.5). The connection ends when the peer
     * has answered (section 7.1.1). If it ended while the peer still sends, it would be reset, and the peer might never
     * receive the last frames.
     */
    void close(CloseCode code, String reason) {
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
    void fail(CloseCode code) {
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
    void answerClose(int code) {
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

    /** Whether a close frame was sent. Frames that still come are ignored. */
    public boolean isClosing() {
        return closing;
    }

    /** The peer has sent its last frame. The connection ends if a close frame was sent, too. */
    void finished() {
        mayEnd = true;
        if (closing) {
            drop();
        }
    }

    /** Whether the closing handshake is complete, so that no frame is lost if the connection ends now. */
    boolean mayEnd() {
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
