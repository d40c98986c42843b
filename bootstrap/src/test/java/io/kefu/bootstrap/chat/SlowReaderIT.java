package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.redis.testing.Deadline;
import io.kefu.websocket.node.Connections;
import io.micronaut.json.tree.JsonNode;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A console that does not read its frames loses its socket, misses no message, and does not delay other users. */
class SlowReaderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SMALL_BUFFER = 4_096;

    private static final int CLOSE = 8;
    private static final int LENGTH_IN_TWO_BYTES = 126;

    /** Messages of 4,000 bytes, more than the system's buffers and the outbound queue hold together. */
    private static final int MESSAGES = 5_000;

    private ChatNode node;

    @BeforeEach
    void open() {
        // No socket is closed for silence during the test.
        node = new ChatNode(Map.of("kefu.websocket.heartbeat", "2m"));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void closesOnlyTheSocketThatDoesNotReadAndSendsEverythingLater() throws IOException {
        // The second customer is not assigned to this kefu.
        TestUser slow = node.kefu(1);
        TestUser writing = node.customer();
        try (ChatClient page = node.connect(writing);
                Socket stuck = connectWithoutReading(node.uri(), slow)) {
            page.say("support", "hello");
            page.await("ack");
            TestUser other = node.kefu();
            TestUser customer = node.customer();
            try (ChatClient console = node.connect(other);
                    ChatClient quiet = node.connect(customer)) {
                quiet.say("support", "hello");
                assertThat(text(console.await("message"), "content")).isEqualTo("hello");
                int open = node.bean(Connections.class).size();
                Thread flood = Thread.ofVirtual().start(() -> flood(page));
                int said = 0;
                Deadline deadline = new Deadline(PATIENCE, "The socket of the slow reader is still open");
                while (flood.isAlive() || node.bean(Connections.class).size() == open) {
                    deadline.check();
                    exchangeMessages(console, quiet, customer, ++said);
                }
                assertThat(node.bean(Connections.class).size()).isEqualTo(open - 1);
                assertThat(stuck.isConnected()).isTrue();
                assertThat(page.await("ack", ack -> number(ack, "seq") == MESSAGES + 1L))
                        .isNotNull();
            }
        }
        try (ChatClient back = node.connect(slow)) {
            for (long seq = 1; seq <= MESSAGES + 1; seq++) {
                JsonNode message = back.await("message");
                assertThat(number(message, "seq")).isEqualTo(seq);
            }
            assertThat(back.untilPong("message")).isEmpty();
        }
    }

    /** A client that reads too slowly receives the close frame with the reason. */
    @Test
    void closesASlowSocketWithAReason() throws IOException {
        Map<String, Object> small = Map.of(
                "kefu.websocket.max-queue-bytes", 65_536, "micronaut.server.netty.child-options.so_sndbuf", 16_384);
        try (ChatNode narrow = node.beside(small)) {
            TestUser slow = narrow.kefu();
            TestUser writing = narrow.customer();
            try (Socket console = connectWithoutReading(narrow.uri(), slow);
                    ChatClient page = narrow.connect(writing)) {
                DataInputStream in = new DataInputStream(console.getInputStream());
                String content = "x".repeat(4_000);
                int code = closeCodeOfNext(in);
                while (code == 0) {
                    for (int i = 0; i < 4; i++) {
                        page.say("support", content);
                        page.await("ack");
                    }
                    code = closeCodeOfNext(in);
                }
                assertThat(code).isEqualTo(4008);
            }
        }
    }

    /** Reads a frame (RFC 6455, section 5.2); the code of a close frame, 0 for another frame. */
    private static int closeCodeOfNext(DataInputStream in) throws IOException {
        boolean isClose = (in.readUnsignedByte() & 0x0f) == CLOSE;
        int length = in.readUnsignedByte();
        byte[] payload = in.readNBytes(length == LENGTH_IN_TWO_BYTES ? in.readUnsignedShort() : length);
        return isClose ? ByteBuffer.wrap(payload).getShort() : 0;
    }

    private static void flood(ChatClient page) {
        String content = "x".repeat(4_000);
        IntStream.range(0, MESSAGES).forEach(i -> page.say("support", content));
    }

    /** Sends a message and an answer, which arrive without delay. */
    private static void exchangeMessages(ChatClient console, ChatClient quiet, TestUser customer, int number) {
        quiet.say("support", "question " + number);
        assertThat(text(console.await("message"), "content")).isEqualTo("question " + number);
        console.say(customer.id(), "answer " + number);
        assertThat(text(quiet.await("message"), "content")).isEqualTo("answer " + number);
    }

    private static Socket connectWithoutReading(URI node, TestUser person) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(node.getHost(), node.getPort()));
        socket.getOutputStream().write("""
                        GET /ws/%s?token=%s HTTP/1.1\r
                        Host: %s\r
                        Upgrade: websocket\r
                        Connection: Upgrade\r
                        Sec-WebSocket-Version: 13\r
                        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                        \r
                        """.formatted(person.id(), person.token(), node.getAuthority())
                .getBytes(StandardCharsets.US_ASCII));
        // Reads byte by byte, so that nothing after the head is read.
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        assertThat(head).contains(" 101 ");
        return socket;
    }
}
