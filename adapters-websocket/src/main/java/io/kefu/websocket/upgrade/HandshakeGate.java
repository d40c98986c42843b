package io.kefu.websocket.upgrade;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Lets only valid handshakes reach the server's WebSocket handler, because that handler does not answer some invalid
 * ones at all. If a request asks for an upgrade but is no valid handshake, the upgrade is removed from its {@code
 * Connection} header, so that the request is routed and refused like any HTTP request (RFC 9110, section 7.8: a server
 * may ignore {@code Upgrade}). The same happens to a handshake that was sent before the previous request of the
 * connection was answered: the upgrade would lose that answer.
 *
 * <p>Each connection has its own gate, which runs on the connection's event loop.
 */
final class HandshakeGate extends ChannelDuplexHandler {
    /** The requests of the connection whose answers are not written yet. */
    private int unanswered;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            if (request.headers().contains(HttpHeaderNames.UPGRADE)) {
                if (unanswered > 0 || Handshake.fault(request).isPresent()) {
                    HttpUtil.setKeepAlive(request, HttpUtil.isKeepAlive(request));
                }
                joinSubprotocols(request.headers());
            }
            unanswered++;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInformational(message)) {
            unanswered--;
        }
        var unused = context.write(message, promise);
    }

    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    /** The server's handler reads one line of the list only, and a client may send several (RFC 6455, section 11.3.4). */
    private static void joinSubprotocols(HttpHeaders headers) {
        List<String> lines = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        if (lines.size() > 1) {
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, String.join(", ", lines));
        }
    }
}
