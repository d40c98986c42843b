package io.kefu.bootstrap.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits on the time and the number of connections that send no complete request. */
class IdleConnectionsIT {
    private static final int OF_ADDRESS = 5;
    private static final String HEALTH = "GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static ChatNode node;

    @BeforeAll
    static void start() {
        node = new ChatNode(Map.of(
                "kefu.limits.enabled",
                true,
                "kefu.limits.idle-connections-of-address",
                OF_ADDRESS,
                "kefu.limits.requests-per-minute-of-address",
                50,
                "kefu.http.head-time",
                "500ms",
                "kefu.http.idle-time",
                "700ms"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static RawSocket connect() throws IOException {
        return RawSocket.connect(node.uri());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "G",
                "\r\n",
                "GET /ws/a",
                "GET /ws/a HTTP/1.1\r\n",
                "GET /ws/a HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n",
                "POST /api/users HTTP/1.1\r\nContent-Length: 5\r\n"
            })
    void endsAConnectionWhoseRequestHeadIsIncomplete(String begun) throws IOException {
        try (RawSocket socket = connect()) {
            socket.send(begun);
            assertThat(socket.readToEnd()).isEmpty();
        }
    }

    @Test
    void endsAConnectionThatSendsItsHeadByteByByte() throws IOException {
        try (RawSocket socket = connect();
                ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor()) {
            socket.send("GET /api/health HTTP/1.1\r\nX-Long: ");
            var unused = trickle.scheduleAtFixedRate(() -> sendByte(socket), 0, 50, TimeUnit.MILLISECONDS);
            assertThat(socket.ends()).isTrue();
        }
    }

    /** Sends one byte. The exception ends the schedule once the connection has ended. */
    private static void sendByte(RawSocket socket) {
        try {
            socket.send("x");
        } catch (IOException ended) {
            throw new IllegalStateException(ended);
        }
    }

    @Test
    void endsAConnectionThatIsIdleBetweenRequests() throws IOException {
        try (RawSocket socket = connect()) {
            for (int i = 0; i < 3; i++) {
                socket.send(HEALTH);
                socket.readAnswer();
            }
            assertThat(socket.readToEnd()).isEmpty();
        }
        try (RawSocket socket = connect()) {
            socket.send(HEALTH);
            socket.readAnswer();
            socket.send("GET /api/hea");
            assertThat(socket.readToEnd()).isEmpty();
        }
    }

    @Test
    void endsTheLongestIdleConnectionOfAnAddress() throws IOException {
        List<RawSocket> silent = new ArrayList<>();
        for (int i = 0; i < 4 * OF_ADDRESS; i++) {
            silent.add(connect());
        }
        assertThat(silent.getFirst().readToEnd()).isEmpty();
        try (RawSocket newcomer = connect()) {
            newcomer.send(HEALTH);
            assertThat(newcomer.readAnswer()).startsWith("HTTP/1.1 200 ");
        }
        for (RawSocket socket : silent) {
            assertThat(socket.readToEnd()).isEmpty();
            socket.close();
        }
    }

    @Test
    void doesNotCountOpenSocketsAsIdle() throws IOException {
        TestUser person = node.customer();
        List<RawSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 2 * OF_ADDRESS; i++) {
            sockets.add(RawSocket.open(node.uri(), person));
        }
        try (RawSocket silent = connect()) {
            assertThat(silent.readToEnd()).isEmpty();
        }
        for (RawSocket socket : sockets) {
            socket.send(RawSocket.text("{\"type\":\"ping\"}"));
            socket.await("\"pong\"");
            socket.close();
        }
    }

    @Test
    void countsRefusedUpgradesAsCallsWithoutLogin() throws IOException {
        int limited = 0;
        for (int i = 0; i < 60; i++) {
            try (RawSocket socket = connect()) {
                socket.send(RawSocket.handshake("a", "Sec-WebSocket-Protocol: kefu.v1, bearer.nothing"));
                String head = socket.readHead();
                if (head.startsWith("HTTP/1.1 429 ")) {
                    assertThat(head).containsIgnoringCase("\r\nRetry-After: ");
                    limited++;
                } else {
                    assertThat(head).startsWith("HTTP/1.1 101 ");
                }
            }
        }
        assertThat(limited).isPositive();
        // A valid login is not refused because of other calls from the same address.
        RawSocket.open(node.uri(), node.customer()).close();
    }
}
