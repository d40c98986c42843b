package io.kefu.websocket;

import io.kefu.application.access.Principal;
import io.kefu.application.error.ErrorTexts;
import io.kefu.websocket.connection.CloseCode;
import io.kefu.websocket.connection.Connection;
import io.kefu.websocket.connection.Connections;
import io.kefu.websocket.settings.WebSocketSettings;
import io.kefu.websocket.upgrade.Upgrade;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnClose;
import io.micronaut.websocket.annotation.OnError;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.channel.Channel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where sockets come in: {@code /ws/{user_id}}. It only hands over; {@link Connection} does the rest. */
@ServerWebSocket(value = "/ws/{userId:[^/]+}", subprotocols = Upgrade.SUBPROTOCOL)
public final class ChatSocket {
    private static final Logger LOG = LoggerFactory.getLogger(ChatSocket.class);
    private static final String CONNECTION = "kefu.connection";

    private final Connections connections;
    private final WebSocketSettings settings;

    ChatSocket(Connections connections, WebSocketSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    /** A socket was upgraded; the filter has seen to who it is. */
    @OnOpen
    public void open(WebSocketSession session, HttpRequest<?> request) {
        Channel channel =
                ((NettyHttpRequest<?>) request).getChannelHandlerContext().channel();
        channel.pipeline()
                .addAfter(Connections.DECODER, "ws-aggregator", new WebSocketFrameAggregator(settings.maxFrameBytes()));
        Principal user = request.getAttribute(Upgrade.USER, Principal.class).orElseThrow();
        String token = request.getAttribute(Upgrade.TOKEN, String.class).orElseThrow();
        ErrorTexts texts = ErrorTexts.accepted(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
        boolean resumes = request.getParameters()
                .get("resume", String.class)
                .filter("1"::equals)
                .isPresent();
        session.put(CONNECTION, connections.open(channel, user, token, resumes, texts));
    }

    /** A client's message, its fragments joined. */
    @OnMessage(maxPayloadLength = WebSocketSettings.LARGEST_FRAME)
    public void message(byte[] message, WebSocketSession session) {
        session.get(CONNECTION, Connection.class).ifPresent(connection -> connection.receive(message));
    }

    /** The socket is closed; its channel's end is what counts. */
    @OnClose
    public void close() {}

    /** Something about the socket went wrong: too large a message, or a peer that does not speak the protocol. */
    @OnError
    public void error(WebSocketSession session, Throwable failure) {
        LOG.debug("A socket failed", failure);
        CloseCode code = isTooLong(failure) ? CloseCode.TOO_BIG : CloseCode.FAULT;
        session.get(CONNECTION, Connection.class).ifPresent(connection -> connection.close(code));
    }

    private static boolean isTooLong(Throwable failure) {
        return failure instanceof TooLongFrameException || failure.getCause() instanceof TooLongFrameException;
    }
}
