package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.RawSocket.CLOSE;
import static io.kefu.bootstrap.chat.RawSocket.PING;
import static io.kefu.bootstrap.chat.RawSocket.TEXT;
import static io.kefu.bootstrap.chat.RawSocket.close;
import static io.kefu.bootstrap.chat.RawSocket.frame;
import static io.kefu.bootstrap.chat.RawSocket.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.chat.RawSocket.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the closing handshake (RFC 6455, sections 5.5.1 and 7) on the bytes of the TCP connection. */
class CloseHandshakeIT {
    private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
    private static final int RSV1 = 0x40;
    private static final int RSV2 = 0x20;
    private static final int RSV3 = 0x10;
    private static final int FIRST_FRAGMENT = 0x01;
    private static final int LAST_FRAGMENT = 0x80;
    private static final byte[] NOT_UTF8 = {'"', (byte) 0xc3, (byte) 0x28, '"'};

    private static ChatNode node;
    private static TestUser customer;

    @BeforeAll
    static void start() {
        node = new ChatNode(Map.of());
        customer = node.customer();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static RawSocket open(String... headers) throws IOException {
        RawSocket socket = RawSocket.open(node.uri(), customer, headers);
        // The first frame is "connected", which is compressed if the client asked for compression.
        socket.read();
        return socket;
    }

    /** Sends the bytes on a new socket and returns the code with which the service closes it. */
    private static int codeAfter(byte[] bytes, String... headers) throws IOException {
        try (RawSocket socket = open(headers)) {
            socket.send(bytes);
            return socket.awaitEnd().closeCode();
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    static IntStream validCodes() {
        return IntStream.of(
                1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4001, 4999);
    }

    @ParameterizedTest
    @MethodSource("validCodes")
    void echoesAValidCode(int code) throws IOException {
        assertThat(codeAfter(close(code, "bye"))).isEqualTo(code);
        assertThat(codeAfter(close(code, ""), DEFLATE)).isEqualTo(code);
    }

    @Test
    void answersTheCloseFrameOfABrowserByteForByte() throws IOException {
        try (RawSocket socket = open()) {
            socket.send(bytes("88820000000003e8"));
            assertThat(socket.readToEnd()).isEqualTo(bytes("880203e8"));
        }
    }

    @Test
    void answersACloseFrameWithoutCodeByOneWithoutCode() throws IOException {
        assertThat(codeAfter(frame(CLOSE))).isEqualTo(-1);
    }

    @Test
    void acceptsTheLongestReason() throws IOException {
        assertThat(codeAfter(close(1000, "好".repeat(41)))).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 32_767, 32_768, 65_535})
    void answersAnInvalidCodeWithProtocolError(int code) throws IOException {
        assertThat(codeAfter(close(code, ""))).isEqualTo(1002);
    }

    static Stream<Arguments> invalidFrames() {
        byte[] longest = new byte[125];
        byte[] tooLong = new byte[126];
        return Stream.of(
                arguments("a close frame of one byte", frame(CLOSE, (byte) 3), 1002),
                arguments("a reason that is not UTF-8", frame(CLOSE, bytes("03e8c328")), 1007),
                arguments("a reason that ends within a character", frame(CLOSE, bytes("03e8e4bd")), 1007),
                arguments("a close frame that is too long", frame(CLOSE, tooLong), 1002),
                arguments("a close frame in fragments", frame(CLOSE & 0x0f, bytes("03e8")), 1002),
                arguments("a close frame with RSV1", frame(CLOSE | RSV1, bytes("03e8")), 1002),
                arguments("a ping that is too long", frame(PING, tooLong), 1002),
                arguments("a ping in fragments", frame(PING & 0x0f, longest), 1002),
                arguments("a ping with RSV1", frame(PING | RSV1, longest), 1002),
                arguments("a text with RSV2", frame(TEXT | RSV2, (byte) '1'), 1002),
                arguments("a text with RSV3", frame(TEXT | RSV3, (byte) '1'), 1002),
                arguments(
                        "a continuation with RSV1",
                        joined(frame(FIRST_FRAGMENT, (byte) '1'), frame(LAST_FRAGMENT | RSV1, (byte) '2')),
                        1002),
                arguments("an unmasked text", bytes("810131"), 1002),
                arguments("an unmasked close frame", bytes("880203e8"), 1002),
                arguments("a continuation of nothing", frame(LAST_FRAGMENT, (byte) '1'), 1002),
                arguments(
                        "a text within another",
                        joined(frame(FIRST_FRAGMENT, (byte) '1'), frame(TEXT, (byte) '2')),
                        1002),
                arguments("a length not in its shortest form", bytes("81fe000101020304"), 1002),
                arguments("a negative length", bytes("81ffffffffffffffffff01020304"), 1002),
                arguments("a length of two gigabytes", bytes("81ff000000008000000001020304"), 1009),
                arguments("a text that is not UTF-8", frame(TEXT, NOT_UTF8), 1007),
                arguments("an overlong slash", frame(TEXT, bytes("22c0af22")), 1007),
                arguments("a surrogate in UTF-8", frame(TEXT, bytes("22eda08022")), 1007),
                arguments("a code point beyond Unicode", frame(TEXT, bytes("22f490808022")), 1007),
                arguments("a text that ends within a code point", frame(TEXT, bytes("22e4bd")), 1007),
                arguments(
                        "fragments that together are not UTF-8",
                        joined(frame(FIRST_FRAGMENT, bytes("22e4bd")), frame(LAST_FRAGMENT, bytes("2822"))),
                        1007));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidFrames")
    void closesTheSocketAfterAnInvalidFrame(String name, byte[] bytes, int code) throws IOException {
        assertThat(codeAfter(bytes)).isEqualTo(code);
        assertThat(codeAfter(bytes, DEFLATE)).as("with compression").isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x83, 0x84, 0x85, 0x86, 0x87, 0x8b, 0x8c, 0x8d, 0x8e, 0x8f})
    void answersAReservedOpcodeWithProtocolError(int head) throws IOException {
        assertThat(codeAfter(frame(head, (byte) '1'))).isEqualTo(1002);
    }

    @Test
    void readsCompressedTextOnlyIfNegotiated() throws IOException {
        byte[] ping = frame(TEXT | RSV1, deflated("{\"type\":\"ping\"}".getBytes(UTF_8)));
        assertThat(codeAfter(ping)).isEqualTo(1002);
        try (RawSocket socket = RawSocket.open(node.uri(), customer, DEFLATE)) {
            socket.send(ping);
            socket.send(close(1000, ""));
            assertThat(socket.awaitEnd().closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void refusesCompressedTextThatIsInvalidOrTooLarge() throws IOException {
        assertThat(codeAfter(frame(TEXT | RSV1, deflated(NOT_UTF8)), DEFLATE)).isEqualTo(1007);
        assertThat(codeAfter(frame(TEXT | RSV1, bytes("ffffffffff")), DEFLATE)).isEqualTo(1007);
        assertThat(codeAfter(frame(TEXT | RSV1, deflated(new byte[40 * 1024 * 1024])), DEFLATE))
                .isEqualTo(1009);
    }

    /** Compresses as RFC 7692 (section 7.2.1) requires: without the last four bytes of the flush. */
    private static byte[] deflated(byte[] content) {
        try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            deflater.setInput(content);
            byte[] out = new byte[60_000];
            int size = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            return Arrays.copyOf(out, size - 4);
        }
    }

    @Test
    void acceptsACodePointThatIsSplitOverFragments() throws IOException {
        byte[] text = "{\"type\":\"ping\",\"id\":\"你好\"}".getBytes(UTF_8);
        try (RawSocket socket = open()) {
            for (int i = 0; i < text.length; i++) {
                socket.send(frame((i == 0 ? 0x01 : 0x00) | (i == text.length - 1 ? 0x80 : 0), text[i]));
            }
            assertThat(socket.await("\"pong\"").text()).contains("你好");
        }
    }

    @Test
    void ignoresFramesAfterAnInvalidFrame() throws IOException {
        try (RawSocket socket = open()) {
            socket.send(joined(
                    frame(TEXT, NOT_UTF8), text("{\"type\":\"ping\"}"), text("{\"type\":\"ping\"}"), close(1000, "")));
            assertThat(socket.read().closeCode()).isEqualTo(1007);
            assertThat(socket.readToEnd()).isEmpty();
        }
    }

    @Test
    void answersFramesBeforeTheCloseFrameFirst() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int count = 200;
        for (int i = 0; i < count; i++) {
            all.writeBytes(
                    text("{\"type\":\"message\",\"id\":%d,\"data\":{\"to_user_id\":\"support\",\"content\":\"m\"}}"
                            .formatted(i)));
        }
        all.writeBytes(close(1001, "page left"));
        try (RawSocket socket = RawSocket.open(node.uri(), node.customer())) {
            socket.send(all.toByteArray());
            for (int i = 0; i < count; i++) {
                assertThat(socket.await("\"ack\"").text()).contains("\"id\":" + i);
            }
            assertThat(socket.awaitEnd().closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void ignoresFramesAfterTheCloseFrame() throws IOException {
        try (RawSocket socket = open()) {
            socket.send(joined(close(1000, ""), text("{\"type\":\"ping\"}"), close(1001, "")));
            assertThat(socket.awaitEnd().closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void endsTheConnectionAfterTheClientAnswersTheCloseFrame() throws IOException {
        for (byte[] answer : List.of(close(1003, ""), frame(CLOSE), close(999, ""), bytes("880203eb"))) {
            try (RawSocket socket = open()) {
                socket.send(frame(0x82, (byte) 1));
                assertThat(socket.read().closeCode()).isEqualTo(1003);
                socket.send(joined(text("{\"type\":\"ping\"}"), answer));
                assertThat(socket.readToEnd()).isEmpty();
            }
        }
    }

    @Test
    void refusesATooLargeMessageBeforeItIsComplete() throws IOException {
        Frame closing;
        try (RawSocket socket = open()) {
            socket.send(frame(TEXT, new byte[70_000]));
            closing = socket.read();
            socket.send(close(1009, ""));
            assertThat(socket.readToEnd()).isEmpty();
        }
        assertThat(closing.closeCode()).isEqualTo(1009);
        assertThat(codeAfter(frame(TEXT, new byte[2 * 1024 * 1024]))).isEqualTo(1009);
    }
}
