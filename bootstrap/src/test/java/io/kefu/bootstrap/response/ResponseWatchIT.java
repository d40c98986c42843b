package io.kefu.bootstrap.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Proves that all responses of a node are seen, also to requests that are refused before they are routed. */
class ResponseWatchIT {
    private static final int PATIENCE_MILLIS = 20_000;

    @Test
    void seesAllResponses() throws IOException {
        try (KefuNode node = KefuNode.start(Map.of())) {
            ResponseWatchInstaller watch = node.bean(ResponseWatchInstaller.class);
            assertThat(exchange(node, "GET /api/health HTTP/1.1\r\nHost: x\r\n\r\nGET /api/nowhere HTTP/1.0\r\n\r\n"))
                    .contains("HTTP/1.1 200 ", " 404 ");
            assertThat(watch.sent()).isEqualTo(2);
            assertThat(exchange(node, "NONSENSE\r\n\r\n")).contains(" 400 ");
            assertThat(watch.sent()).isEqualTo(3);
            String upload = "POST /api/users HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 70000\r\n\r\n";
            assertThat(exchange(node, upload + " ".repeat(70_000))).contains(" 413 ");
            assertThat(watch.sent()).isEqualTo(4);
        }
    }

    private static String exchange(KefuNode node, String request) throws IOException {
        try (Socket socket = new Socket("localhost", node.uri().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
