package io.kefu.websocket.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Drops every frame of a socket that the service closes at once, and ends the connection when the client's close frame
 * comes.
 */
public final class RefusedSocket extends ChannelInboundHandlerAdapter {
    private final Outbound outbound;

    public RefusedSocket(Outbound outbound) {
        this.outbound = outbound;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof CloseWebSocketFrame) {
            outbound.finished();
        }
        ReferenceCountUtil.release(message);
    }

    /** Ends the connection, because the client's frames cannot be decoded. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        outbound.finished();
    }
}
