package io.kefu.websocket.socket;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/** Gives the messages of a client, after their fragments were joined, to its socket. */
final class MessageHandler extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private final ClientSocket socket;

    MessageHandler(ClientSocket socket) {
        this.socket = socket;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame message) {
        socket.receive(ByteBufUtil.getBytes(message.content()));
    }
}
