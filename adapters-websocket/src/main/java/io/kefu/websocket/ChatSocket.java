package io.kefu.websocket;

import io.kefu.application.access.Principal;
import io.kefu.application.error.ErrorTexts;
import io.kefu.websocket.node.Connections;
import io.kefu.websocket.settings.WebSocketSettings;
import io.kefu.websocket.socket.ClientSocket;
import io.kefu.websocket.socket.CloseCode;
import io.kefu.websocket.upgrade.Upgrade;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnError;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.channel.Channel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoint of sockets, {@code /ws/{user_id}}. The {@link ClientSocket} of each socket takes its messages. */
@ServerWebSocket(value = "/ws/{userId:[^/]+}", subprotocols = Upgrade.SUBPROTOCOL)
public final class ChatSocket {
    private static final Logger LOG = LoggerFactory.getLogger(ChatSocket.class);
    private static final String SOCKET = "kefu.socket";

    private final Connections connections;

    ChatSocket(Connections connections) {
        this.connections = connections;
    }

    /**
     * Called after a socket was upgraded. The filter has either recognised the user or recorded why the socket must be
     * closed.
     */
    @OnOpen
    public void open(WebSocketSession session, HttpRequest<?> request) {
        Channel channel =
                ((NettyHttpRequest<?>) request).getChannelHandlerContext().channel();
        Upgrade.removeHandlers(channel);
        Optional<CloseCode> refusal = request.getAttribute(Upgrade.REFUSAL, CloseCode.class);
        if (refusal.isPresent()) {
            connections.refuse(channel, refusal.get());
            return;
        }
        Principal user = request.getAttribute(Upgrade.USER, Principal.class).orElseThrow();
        String token = request.getAttribute(Upgrade.TOKEN, String.class).orElseThrow();
        ErrorTexts texts = ErrorTexts.accepted(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
        boolean resumes = request.getParameters()
                .get("resume", String.class)
                .filter("1"::equals)
                .isPresent();
        session.put(SOCKET, connections.open(channel, user, Upgrade.from(request), token, resumes, texts));
    }

    /** The server requires this method, but handlers of the socket take all messages before the server would call it. */
    @OnMessage(maxPayloadLength = WebSocketSettings.LARGEST_FRAME)
    public void message(byte[] message) {}

    /** Called when a message is too large, or the client has broken the protocol. */
    @OnError
    public void error(WebSocketSession session, Throwable failure) {
        LOG.debug("A socket failed", failure);
        session.get(SOCKET, ClientSocket.class).ifPresent(socket -> {
            if (failure instanceof CorruptedWebSocketFrameException broken) {
                socket.fail(broken.closeStatus());
            } else {
                socket.close(codeOf(failure));
            }
        });
    }

    private static CloseCode codeOf(Throwable failure) {
        if (failure instanceof DecompressionException) {
            // The exception for an invalid compressed stream has a cause. The exception for data that become too large
            // has none.
            return failure.getCause() == null ? CloseCode.TOO_BIG : CloseCode.INVALID_PAYLOAD;
        }
        return failure instanceof TooLongFrameException || failure.getCause() instanceof TooLongFrameException
                ? CloseCode.TOO_BIG
                : CloseCode.FAULT;
    }
}
