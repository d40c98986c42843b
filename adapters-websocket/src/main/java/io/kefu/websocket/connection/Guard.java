package io.kefu.websocket.connection;

import io.kefu.websocket.settings.WebSocketSettings;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Lets a client's frames pass to the service, unless they are too many, or no text. Pings have to be answered, and
 * fragments joined, so they count as well.
 */
final class Guard extends ChannelInboundHandlerAdapter {
    private final Connection connection;
    private final FrameLimit limit;

    Guard(Connection connection, WebSocketSettings settings) {
        this.connection = connection;
        this.limit = new FrameLimit(settings);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof CloseWebSocketFrame) {
            connection.outbound().finished();
        }
        if (message instanceof WebSocketFrame && connection.outbound().isClosing()) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof CloseWebSocketFrame || !(message instanceof WebSocketFrame frame)) {
            context.fireChannelRead(message);
        } else if (admits(frame)) {
            if (frame instanceof PongWebSocketFrame && frame.content().readableBytes() == Long.BYTES) {
                connection
                        .heartbeat()
                        .ponged(frame.content().getLong(frame.content().readerIndex()));
            }
            context.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private boolean admits(WebSocketFrame frame) {
        if (limit.isExceeded()) {
            connection.outbound().close(CloseCode.TOO_MANY);
            return false;
        }
        if (connection.outbound().isFull()) {
            connection.outbound().close(CloseCode.TOO_SLOW);
            return false;
        }
        if (frame instanceof BinaryWebSocketFrame) {
            connection.outbound().close(CloseCode.NOT_TEXT);
            return false;
        }
        return true;
    }
}
