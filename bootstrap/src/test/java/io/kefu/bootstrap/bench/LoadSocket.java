package io.kefu.bootstrap.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket of the load, which encodes and decodes frames without allocation per message. Everything runs on its {@link
 * EventLoop}'s thread.
 */
final class LoadSocket {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(ISO_8859_1);
    private static final int LONGEST_SHORT_FRAME = 125;
    private static final int LENGTH_IN_TWO_BYTES = 126;
    private static final int LENGTH_IN_EIGHT_BYTES = 127;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Users.User user;
    private final EventLoop loop;
    private final Listener listener;
    private final SocketChannel channel;
    private final SelectionKey key;
    private byte[] out = new byte[0];
    private int outStart;
    private int outEnd;
    private byte @Nullable [] rest;
    private boolean upgraded;
    private boolean ready;
    private boolean closed;
    private int interest = SelectionKey.OP_READ;

    LoadSocket(Users.User user, EventLoop loop, Listener listener, SocketChannel channel, SelectionKey key) {
        this.user = user;
        this.loop = loop;
        this.listener = listener;
        this.channel = channel;
        this.key = key;
    }

    /** Receives the events of a socket. */
    interface Listener {
        /** A text frame arrived. The bytes are valid only during the call. */
        void text(LoadSocket socket, byte[] bytes, int from, int to);

        /** The service or the network ended the connection. */
        void closed(LoadSocket socket);
    }

    Users.User user() {
        return user;
    }

    /** Whether the {@code connected} frame has arrived. */
    boolean isReady() {
        return ready;
    }

    boolean isClosed() {
        return closed;
    }

    /** Stops reading and stays open. */
    void stall() {
        interest = 0;
        key.interestOps(interest);
    }

    /** Reads again. */
    void readOn() {
        interest = SelectionKey.OP_READ;
        if (!closed) {
            key.interestOps(interest);
        }
    }

    void connected() throws IOException {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        String head = "GET /ws/" + user.id() + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\nAuthorization: Bearer " + user.token() + "\r\n\r\n";
        put(head.getBytes(ISO_8859_1));
        flush();
    }

    /** Sends a text with the loop's next flush. */
    void send(byte[] text, int length) {
        frame(TEXT, text, 0, length);
    }

    private void frame(int opcode, byte[] payload, int from, int length) {
        if (closed) {
            return;
        }
        boolean isShort = length <= LONGEST_SHORT_FRAME;
        int head = isShort ? 6 : 8;
        room(head + length);
        out[outEnd] = (byte) (0x80 | opcode);
        if (isShort) {
            out[outEnd + 1] = (byte) (0x80 | length);
        } else {
            out[outEnd + 1] = (byte) (0x80 | LENGTH_IN_TWO_BYTES);
            out[outEnd + 2] = (byte) (length >> 8);
            out[outEnd + 3] = (byte) length;
        }
        // A mask of zeros is valid, and needs no XOR.
        Arrays.fill(out, outEnd + head - 4, outEnd + head, (byte) 0);
        System.arraycopy(payload, from, out, outEnd + head, length);
        outEnd += head + length;
        loop.wantsFlush(this);
    }

    private void put(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, out, outEnd, bytes.length);
        outEnd += bytes.length;
    }

    private void room(int more) {
        if (outEnd + more > out.length) {
            byte[] larger = new byte[Math.max(512, 2 * (outEnd - outStart + more))];
            System.arraycopy(out, outStart, larger, 0, outEnd - outStart);
            outEnd -= outStart;
            outStart = 0;
            out = larger;
        }
    }

    void flush() throws IOException {
        if (closed) {
            return;
        }
        if (outStart < outEnd) {
            outStart += channel.write(ByteBuffer.wrap(out, outStart, outEnd - outStart));
        }
        boolean isDone = outStart == outEnd;
        if (isDone) {
            outStart = 0;
            outEnd = 0;
        }
        key.interestOps(isDone ? interest : interest | SelectionKey.OP_WRITE);
    }

    /** Reads into the buffer of the loop, and passes each complete frame to the listener. */
    void read(byte[] bytes) throws IOException {
        int to = 0;
        if (rest != null) {
            System.arraycopy(rest, 0, bytes, 0, rest.length);
            to = rest.length;
            rest = null;
        }
        int count = channel.read(ByteBuffer.wrap(bytes, to, bytes.length - to));
        if (count < 0) {
            throw new IOException("closed by the service");
        }
        to += count;
        int from = upgraded ? 0 : upgrade(bytes, to);
        while (!closed && upgraded) {
            int end = frameEnd(bytes, from, to);
            if (end < 0) {
                break;
            }
            take(bytes, from, end);
            from = end;
        }
        if (from < to) {
            rest = Arrays.copyOfRange(bytes, from, to);
        }
    }

    private int upgrade(byte[] bytes, int to) throws IOException {
        int end = ByteSearch.indexOf(bytes, 0, to, END_OF_HEAD);
        if (end < 0) {
            return 0;
        }
        String head = new String(bytes, 0, end, ISO_8859_1);
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new IOException("refused: " + head);
        }
        upgraded = true;
        return end + END_OF_HEAD.length;
    }

    /** The end of the frame that starts here; -1 if it is incomplete. */
    private static int frameEnd(byte[] bytes, int from, int to) {
        int head = to - from < 2 ? -1 : headLength(bytes, from);
        if (head < 0 || to - from < head) {
            return -1;
        }
        long end = from + head + payloadLength(bytes, from);
        return end > to ? -1 : (int) end;
    }

    private static int headLength(byte[] bytes, int from) {
        return switch (bytes[from + 1] & 0x7f) {
            case LENGTH_IN_TWO_BYTES -> 4;
            case LENGTH_IN_EIGHT_BYTES -> 10;
            default -> 2;
        };
    }

    private static long payloadLength(byte[] bytes, int from) {
        int head = headLength(bytes, from);
        if (head == 2) {
            return bytes[from + 1] & 0x7f;
        }
        long length = 0;
        for (int i = 2; i < head; i++) {
            length = (length << 8) | (bytes[from + i] & 0xff);
        }
        return length;
    }

    private void take(byte[] bytes, int from, int end) throws IOException {
        int start = from + headLength(bytes, from);
        switch (bytes[from] & 0x0f) {
            case TEXT -> {
                ready = true;
                listener.text(this, bytes, start, end);
            }
            case PING -> frame(PONG, bytes, start, end - start);
            case CLOSE -> throw new IOException("close frame: " + closeReason(bytes, start, end));
            default -> {
                // Other frames, such as pongs, are ignored.
            }
        }
    }

    private static String closeReason(byte[] bytes, int start, int end) {
        if (end - start < 2) {
            return "no code";
        }
        int code = ((bytes[start] & 0xff) << 8) | (bytes[start + 1] & 0xff);
        return code + " " + new String(bytes, start + 2, end - start - 2, UTF_8);
    }

    /** Ends the TCP connection without a close frame. */
    void close() {
        if (!closed) {
            closed = true;
            key.cancel();
            try {
                channel.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    void failed(IOException failure) {
        if (!closed) {
            System.err.println(user.id() + ": " + failure.getMessage());
            close();
            listener.closed(this);
        }
    }
}
