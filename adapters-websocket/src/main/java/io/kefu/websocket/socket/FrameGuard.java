package io.kefu.websocket.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bucket4j.Bucket;
import io.kefu.websocket.settings.WebSocketSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionDecoder;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the frames of a client, unless they break the protocol, exceed the rate limit, or are not text. Pings and
 * fragments count towards the limit, because they cost work too. Close frames and pongs are handled here.
 */
final class FrameGuard extends ChannelInboundHandlerAdapter {
    private final ClientSocket socket;
    /** The rate limit of frames; null if limits are disabled. */
    private final @Nullable Bucket limit;

    private @Nullable Boolean isCompressionNegotiated;

    FrameGuard(ClientSocket socket, WebSocketSettings settings) {
        this.socket = socket;
        this.limit = settings.limitsEnabled() ? limit(settings.framesPerSecond()) : null;
    }

    private static Bucket limit(int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withNanosecondPrecision()
                .build();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof WebSocketFrame frame)) {
            context.fireChannelRead(message);
        } else if (frame instanceof CloseWebSocketFrame close && close.rsv() == 0) {
            if (isUtf8(close.content())) {
                socket.closedByPeer(close.statusCode());
            } else {
                socket.outbound().fail(CloseCode.INVALID_PAYLOAD);
            }
            close.release();
        } else if (socket.outbound().isClosing()) {
            ReferenceCountUtil.release(message);
        } else if (admits(context, frame)) {
            if (frame instanceof PongWebSocketFrame && frame.content().readableBytes() == Long.BYTES) {
                socket.heartbeat()
                        .ponged(frame.content().getLong(frame.content().readerIndex()));
            }
            context.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    /** Whether the reason of a close frame is UTF-8. The decoder accepts one that ends within a character. */
    private static boolean isUtf8(ByteBuf payload) {
        int reason = Math.max(0, payload.readableBytes() - Short.BYTES);
        return ByteBufUtil.isText(payload, payload.writerIndex() - reason, reason, UTF_8);
    }

    private boolean admits(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame.rsv() != 0 && !isCompressed(context, frame)) {
            socket.outbound().fail(CloseCode.PROTOCOL_ERROR);
            return false;
        }
        if (limit != null && !limit.tryConsume(1)) {
            socket.outbound().close(CloseCode.TOO_MANY);
            return false;
        }
        if (socket.outbound().isFull()) {
            socket.outbound().close(CloseCode.TOO_SLOW);
            return false;
        }
        if (frame instanceof BinaryWebSocketFrame) {
            socket.outbound().close(CloseCode.NOT_TEXT);
            return false;
        }
        return true;
    }

    /**
     * Whether the reserved bits are valid: if compression was negotiated, the first frame of a message may set RSV1
     * (RFC 7692).
     */
    private boolean isCompressed(ChannelHandlerContext context, WebSocketFrame frame) {
        if (isCompressionNegotiated == null) {
            isCompressionNegotiated = context.pipeline().get(WebSocketExtensionDecoder.class) != null;
        }
        return isCompressionNegotiated
                && frame.rsv() == WebSocketExtension.RSV1
                && (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame);
    }
}
