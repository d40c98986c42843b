package io.kefu.websocket.socket;

import io.kefu.websocket.settings.WebSocketSettings;
import io.netty.channel.Channel;
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

    private RefusedSocket(Outbound outbound) {
        this.outbound = outbound;
    }

    /** Closes a socket whose login was refused, before any of its frames is read. Called on the socket's event loop. */
    public static void close(Channel channel, Outbound outbound, CloseCode code, WebSocketSettings settings) {
        SocketPipeline.prepare(channel, new RefusedSocket(outbound), settings);
        outbound.close(code);
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
