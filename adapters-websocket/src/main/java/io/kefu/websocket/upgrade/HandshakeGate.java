package io.kefu.websocket.upgrade;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;

/**
 * Lets only valid handshakes reach the server's WebSocket handler, because that handler does not answer some invalid
 * ones at all. If a request asks for an upgrade but is no valid handshake, the upgrade is removed from its {@code
 * Connection} header, so that the request is routed and refused like any HTTP request (RFC 9110, section 7.8: a server
 * may ignore {@code Upgrade}).
 */
@Sharable
final class HandshakeGate extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request
                && request.headers().contains(HttpHeaderNames.UPGRADE)
                && Handshake.fault(request).isPresent()) {
            HttpUtil.setKeepAlive(request, HttpUtil.isKeepAlive(request));
        }
        context.fireChannelRead(message);
    }
}
