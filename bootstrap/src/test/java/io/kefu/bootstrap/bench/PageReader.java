package io.kefu.bootstrap.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.kefu.bootstrap.bench.Users.User;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** Reads pages of a customer's history over one connection, with little work besides the measurement. */
final class PageReader implements AutoCloseable {
    private static final byte[] ENTRY = "\"message_id\"".getBytes(ISO_8859_1);
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final User customer;

    PageReader(int port, User customer) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        this.customer = customer;
    }

    /** Reads a full page, and returns the time in nanoseconds. */
    long read(int page, int size) throws IOException {
        String request = "GET /api/messages/history/" + customer.id() + "?page=" + page + "&page_size=" + size
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + customer.token() + "\r\n\r\n";
        long start = System.nanoTime();
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        String status = line();
        int length = -1;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).trim());
            }
        }
        if (length < 0) {
            throw new IOException("an answer without a length: " + status);
        }
        byte[] body = in.readNBytes(length);
        long took = System.nanoTime() - start;
        if (entries(body) != size) {
            throw new IOException("page " + page + " has " + entries(body) + " messages: " + status);
        }
        return took;
    }

    private static int entries(byte[] body) {
        int count = 0;
        int at = ByteSearch.indexOf(body, 0, body.length, ENTRY);
        while (at >= 0) {
            count++;
            at = ByteSearch.indexOf(body, at + 1, body.length, ENTRY);
        }
        return count;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next != '\n') {
            if (next < 0) {
                throw new EOFException();
            }
            if (next != '\r') {
                line.append((char) next);
            }
            next = in.read();
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
