package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Request bodies that arrive in chunks, are too large or compressed, or never arrive. */
class BodyBoundsIT {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String TINY_CHUNK = "1\r\n \r\n";

    private static KefuNode node;

    @BeforeAll
    static void start(@TempDir Path data) {
        node = KefuNode.start(Map.of("kefu.data-dir", data.toString(), "kefu.http.body-time", "500ms"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Socket post(String path, String headers, String body) throws IOException {
        Socket socket = new Socket("localhost", node.uri().getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        String head =
                "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + headers + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(UTF_8));
        return socket;
    }

    private static String answer(String path, String headers, String body) throws IOException {
        try (Socket socket = post(path, "Connection: close\r\n" + headers, body)) {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static String chunked(String body) {
        StringBuilder chunks = new StringBuilder();
        body.chars().forEach(one -> chunks.append("1\r\n").append((char) one).append("\r\n"));
        return chunks.append("0\r\n\r\n").toString();
    }

    @Test
    void acceptsABodyInSmallestChunks() throws Exception {
        assertThat(answer("/api/users", "Transfer-Encoding: chunked", chunked("{\"username\":\"c\"}")))
                .startsWith("HTTP/1.1 201 ");
    }

    @Test
    void refusesTooLargeBodies() throws Exception {
        assertThat(answer("/api/users", "Transfer-Encoding: chunked", TINY_CHUNK.repeat(70_000) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("PAYLOAD_TOO_LARGE");
        assertThat(answer("/api/users", "Transfer-Encoding: chunked", "11170\r\n" + " ".repeat(70_000)))
                .startsWith("HTTP/1.1 413 ");
        assertThat(answer("/api/users", "Content-Length: 70000", " ".repeat(70_000)))
                .startsWith("HTTP/1.1 413 ");
        assertThat(answer("/api/messages/send", "Transfer-Encoding: chunked", TINY_CHUNK.repeat(70_000)))
                .as("without a login")
                .startsWith("HTTP/1.1 401 ");
    }

    /** The size and the content of an uncompressed body would be unknown. */
    @Test
    void refusesCompressedBodies() throws Exception {
        for (String path : new String[] {"/api/users", "/api/files/upload"}) {
            assertThat(answer(path, "Content-Encoding: gzip\r\nContent-Length: 2", "{}"))
                    .as(path)
                    .doesNotContain("HTTP/1.1 20");
        }
        assertThat(answer("/api/users", "Content-Encoding: gzip\r\nContent-Length: 2", "{}"))
                .startsWith("HTTP/1.1 415 ")
                .contains("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void endsConnectionsWhoseBodyDoesNotArrive() throws Exception {
        for (String begun : new String[] {"", TINY_CHUNK.repeat(1000)}) {
            try (Socket socket = post("/api/users", "Transfer-Encoding: chunked", begun)) {
                assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                        .doesNotContain("201");
            }
        }
    }

    @Test
    void answersExpectContinue() throws Exception {
        String body = "{\"username\":\"c\"}";
        try (Socket socket = post(
                "/api/users", "Connection: close\r\nExpect: 100-continue\r\nContent-Length: " + body.length(), "")) {
            assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                    .isEqualTo("HTTP/1.1 100");
            socket.getOutputStream().write(body.getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .contains("HTTP/1.1 201 ");
        }
    }
}
