package io.kefu.bootstrap.chat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kefu.application.access.port.TokenStore;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.domain.user.UserId;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests which upgrade requests get a socket, and how others are refused. */
class UpgradeIT {
    private static ChatNode node;

    @BeforeAll
    static void open() {
        node = new ChatNode(Map.of("kefu.http.origins", "https://shop.example"));
    }

    @AfterAll
    static void close() {
        node.close();
    }

    private static final class Silent implements WebSocket.Listener {}

    private static WebSocket upgrade(TestUser user, String query, UnaryOperator<WebSocket.Builder> with) {
        URI uri = URI.create(ChatClient.socketUri(node.uri(), user.id()) + query);
        return with.apply(node.http().newWebSocketBuilder())
                .buildAsync(uri, new Silent())
                .join();
    }

    private static int refused(TestUser user, String query, UnaryOperator<WebSocket.Builder> with) {
        Throwable failure = catchThrowable(() -> upgrade(user, query, with));
        assertThat(failure.getCause()).isInstanceOf(WebSocketHandshakeException.class);
        return ((WebSocketHandshakeException) failure.getCause()).getResponse().statusCode();
    }

    @Test
    void refusesAMissingOrWrongLogin() {
        TestUser user = node.customer();
        assertThat(refused(user, "", builder -> builder)).isEqualTo(401);
        assertThat(refused(user, "?token=tok_" + "x".repeat(34), builder -> builder))
                .isEqualTo(401);
        assertThat(refused(user, "?token=", builder -> builder)).isEqualTo(401);
        assertThat(refused(user, "", builder -> builder.header("Authorization", "Basic abc")))
                .isEqualTo(401);
    }

    @Test
    void refusesTheSocketOfAnotherUser() {
        TestUser user = node.customer();
        TestUser other = node.customer();
        assertThat(refused(other, "?token=" + user.token(), builder -> builder)).isEqualTo(403);
    }

    @Test
    void acceptsTheTokenInHeaderSubprotocolAndUrl() {
        TestUser user = node.customer();
        upgrade(user, "?token=" + user.token(), builder -> builder).abort();
        upgrade(user, "", builder -> builder.header("Authorization", "Bearer " + user.token()))
                .abort();
        WebSocket socket = upgrade(user, "", builder -> builder.subprotocols("kefu.v1", "bearer." + user.token()));
        assertThat(socket.getSubprotocol()).isEqualTo("kefu.v1");
        socket.abort();
    }

    @Test
    void refusesAPageOfAnotherOrigin() {
        TestUser user = node.customer();
        String query = "?token=" + user.token();
        assertThat(refused(user, query, builder -> builder.header("Origin", "https://evil.example")))
                .isEqualTo(403);
        upgrade(user, query, builder -> builder.header("Origin", "https://shop.example"))
                .abort();
        upgrade(user, query, builder -> builder.header("Origin", node.uri().toString()))
                .abort();
    }

    /** Opens a socket with a token as subprotocol and sends two frames; every byte that the service sends until the end. */
    private static byte[] bytesAfterUpgrade(String user, String token, String... headers) throws IOException {
        try (RawSocket socket = RawSocket.connect(node.uri())) {
            socket.send(RawSocket.handshake(user, "Sec-WebSocket-Protocol: kefu.v1, bearer." + token, headers));
            String head = socket.readHead();
            assertThat(head).startsWith("HTTP/1.1 101 ");
            assertThat(head).containsIgnoringCase("\r\nSec-WebSocket-Protocol: kefu.v1\r\n");
            socket.send(RawSocket.text("{\"type\":\"ping\"}"));
            socket.send(RawSocket.close(4000, ""));
            return socket.readToEnd();
        }
    }

    /** The bytes of a close frame of the service. */
    private static byte[] closeFrame(int code, String reason) {
        return ByteBuffer.allocate(4 + reason.length())
                .put((byte) 0x88)
                .put((byte) (2 + reason.length()))
                .putShort((short) code)
                .put(reason.getBytes(US_ASCII))
                .array();
    }

    /** A script in a page sees the code of a close frame, but not the status of an HTTP response. */
    @Test
    void closesASocketWithAnInvalidSubprotocolToken() throws IOException {
        TestUser user = node.customer();
        TestUser ended = node.customer();
        node.bean(TokenStore.class).revokeAll(new UserId(ended.id()));
        for (String token : List.of("", "nothing", "tok_" + "x".repeat(34), ended.token())) {
            assertThat(bytesAfterUpgrade(user.id(), token)).as(token).isEqualTo(closeFrame(4001, "token revoked"));
        }
        assertThat(bytesAfterUpgrade(user.id(), ended.token(), "Origin: https://shop.example"))
                .isEqualTo(closeFrame(4001, "token revoked"));
    }

    @Test
    void closesTheSocketOfAnotherUserWithASubprotocolToken() throws IOException {
        TestUser user = node.customer();
        TestUser other = node.customer();
        for (String id : List.of(other.id(), "nobody-of-that-name", "%zz1".replace("%zz", "%41"))) {
            assertThat(bytesAfterUpgrade(id, user.token())).isEqualTo(closeFrame(4003, "not allowed"));
        }
    }

    @Test
    void endsARefusedConnectionWithoutAnAnswerOfTheClient() throws IOException {
        try (RawSocket socket = RawSocket.connect(node.uri())) {
            socket.send(RawSocket.handshake("a", "Sec-WebSocket-Protocol: kefu.v1, bearer.nothing"));
            socket.readHead();
            assertThat(socket.awaitEnd().closeCode()).isEqualTo(4001);
        }
    }

    @Test
    void refusesAForeignOriginDespiteASubprotocolToken() {
        TestUser user = node.customer();
        UnaryOperator<WebSocket.Builder> page = builder -> builder.header("Origin", "https://evil.example");
        assertThat(refused(user, "", builder -> page.apply(builder).subprotocols("kefu.v1", "bearer." + user.token())))
                .isEqualTo(403);
        assertThat(refused(user, "", builder -> page.apply(builder).subprotocols("kefu.v1", "bearer.nothing")))
                .isEqualTo(401);
    }

    /** The header comes before the subprotocol, and the subprotocol before the URL. */
    @Test
    void judgesTheLoginByTheFirstToken() throws IOException {
        TestUser user = node.customer();
        assertThat(refused(
                        user,
                        "",
                        builder -> builder.header("Authorization", "Bearer nothing")
                                .subprotocols("kefu.v1", "bearer." + user.token())))
                .isEqualTo(401);
        assertThat(bytesAfterUpgrade(user.id() + "?token=" + user.token(), "nothing"))
                .isEqualTo(closeFrame(4001, "token revoked"));
        assertThat(refused(user, "?token=a%0d%0ab", builder -> builder)).isEqualTo(401);
    }
}
