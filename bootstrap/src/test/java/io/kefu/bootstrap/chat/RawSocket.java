package io.kefu.bootstrap.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.wire.FrameSchemas;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A WebSocket client that sends and receives raw bytes, so that tests can send what a client library would not. Received text
 * frames and those made with {@link #text} are validated against the AsyncAPI document.
 */
final class RawSocket implements AutoCloseable {
    static final int TEXT = 0x81;
    static final int CLOSE = 0x88;
    static final int PING = 0x89;

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_TWO_BYTES = 126;
    private static final int LENGTH_IN_EIGHT_BYTES = 127;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;
    private final DataInputStream in;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** A received frame. */
    @SuppressWarnings("ArrayRecordComponent") // No test compares frames.
    record Frame(int head, byte[] payload) {
        /** The code of a close frame; -1 if it has none. */
        int closeCode() {
            return payload.length == 0
                    ? -1
                    : Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
        }

        String text() {
            return new String(payload, UTF_8);
        }
    }

    /** Opens a TCP connection. */
    static RawSocket connect(URI node) throws IOException {
        Socket socket = new Socket(node.getHost(), node.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new RawSocket(socket);
    }

    /** Opens a socket, and fails if the upgrade is refused. */
    static RawSocket open(URI node, TestUser person, String... headers) throws IOException {
        RawSocket raw = connect(node);
        raw.send(handshake(person.id(), "Authorization: Bearer " + person.token(), headers));
        assertThat(raw.readHead()).startsWith("HTTP/1.1 101 ");
        return raw;
    }

    /** The head of an upgrade request. */
    static String handshake(String user, String credentials, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return "GET /ws/" + user + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                + credentials + "\r\n" + more + "\r\n";
    }

    void send(String text) throws IOException {
        send(text.getBytes(ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Reads the head of a response, up to the empty line. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("after: " + head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    /** Reads the head and the body of a response that has a {@code Content-Length}. */
    String readAnswer() throws IOException {
        String head = readHead();
        return head + readBody(head);
    }

    /** Reads the body whose {@code Content-Length} is in this head. */
    String readBody(String head) throws IOException {
        String length = head.replaceAll("(?is).*\r\ncontent-length: (\\d+).*", "$1");
        return new String(in.readNBytes(Integer.parseInt(length)), UTF_8);
    }

    /** Whether the connection ends next, with or without a reset. */
    boolean ends() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Reads until the service ends the connection. */
    byte[] readToEnd() throws IOException {
        return in.readAllBytes();
    }

    /** Reads the next frame. */
    Frame read() throws IOException {
        int head = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        if (length == LENGTH_IN_TWO_BYTES) {
            length = in.readUnsignedShort();
        } else if (length == LENGTH_IN_EIGHT_BYTES) {
            length = in.readLong();
        }
        Frame frame = new Frame(head, in.readNBytes((int) length));
        if (head == TEXT) {
            FrameSchemas.SERVICE.checkReceived(frame.text());
        }
        return frame;
    }

    /** The next text frame that contains this text. Other frames before it are discarded. */
    Frame await(String text) throws IOException {
        List<String> others = new ArrayList<>();
        try {
            Frame frame = read();
            while (frame.head() != TEXT || !frame.text().contains(text)) {
                others.add(frame.text());
                assertThat(frame.head()).as("%s", others).isNotEqualTo(CLOSE);
                frame = read();
            }
            return frame;
        } catch (IOException e) {
            throw new IOException("No frame with %s arrived, but: %s".formatted(text, others), e);
        }
    }

    /** Reads up to the close frame. Fails if anything but the end of the connection follows it. */
    Frame awaitEnd() throws IOException {
        Frame frame = read();
        while (frame.head() != CLOSE) {
            frame = read();
        }
        assertThat(readToEnd()).isEmpty();
        return frame;
    }

    /** A masked frame, its length in the shortest form. */
    static byte[] frame(int head, byte... payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head);
        if (payload.length < LENGTH_IN_TWO_BYTES) {
            out.write(MASKED | payload.length);
        } else if (payload.length < 0x1_0000) {
            out.write(MASKED | LENGTH_IN_TWO_BYTES);
            out.writeBytes(ByteBuffer.allocate(Short.BYTES)
                    .putShort((short) payload.length)
                    .array());
        } else {
            out.write(MASKED | LENGTH_IN_EIGHT_BYTES);
            out.writeBytes(
                    ByteBuffer.allocate(Long.BYTES).putLong(payload.length).array());
        }
        out.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ MASK[i % MASK.length]);
        }
        return out.toByteArray();
    }

    /** A masked text frame. Fails if the AsyncAPI document does not describe it. */
    static byte[] text(String text) {
        FrameSchemas.SERVICE.checkSent(text);
        return frame(TEXT, text.getBytes(UTF_8));
    }

    /** A close frame with this code and reason. */
    static byte[] close(int code, String reason) {
        byte[] text = reason.getBytes(UTF_8);
        return frame(
                CLOSE,
                ByteBuffer.allocate(Short.BYTES + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
