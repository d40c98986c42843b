package io.kefu.websocket.socket;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/** The first handler of a socket's pipeline: records signs of life and reports changes of writability. */
final class SocketWatch extends ChannelDuplexHandler {
    private final ClientSocket socket;
    private final ClientSocket.Listener listener;

    SocketWatch(ClientSocket socket, ClientSocket.Listener listener) {
        this.socket = socket;
        this.listener = listener;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        socket.heartbeat().heard();
        context.fireChannelRead(message);
    }

    /**
     * When the node stops, the HTTP server closes all connections without a request. A socket that is in its closing
     * handshake stays open until the handshake is complete.
     */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (socket.isGoingAway()) {
            context.channel().closeFuture().addListener(closed -> promise.trySuccess());
        } else {
            var unused = context.close(promise);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        socket.outbound().writabilityChanged();
        listener.writabilityChanged();
        context.fireChannelWritabilityChanged();
    }
}
