package io.kefu.websocket.upgrade;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.List;

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
        if (message instanceof HttpRequest request && request.headers().contains(HttpHeaderNames.UPGRADE)) {
            if (Handshake.fault(request).isPresent()) {
                HttpUtil.setKeepAlive(request, HttpUtil.isKeepAlive(request));
            }
            joinSubprotocols(request.headers());
        }
        context.fireChannelRead(message);
    }

    /** The server's handler reads one line of the list only, and a client may send several (RFC 6455, section 11.3.4). */
    private static void joinSubprotocols(HttpHeaders headers) {
        List<String> lines = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        if (lines.size() > 1) {
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, String.join(", ", lines));
        }
    }
}
