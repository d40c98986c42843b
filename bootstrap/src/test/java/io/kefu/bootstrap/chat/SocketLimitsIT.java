package io.kefu.bootstrap.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Limits of sockets, with rate limits switched on. */
class SocketLimitsIT {
    private static ChatNode node;

    @BeforeAll
    static void open() {
        node = new ChatNode(Map.of("kefu.limits.enabled", true, "kefu.websocket.sockets-per-user", 3));
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void closesASocketThatSendsTooManyFrames() {
        try (ChatClient client = node.connect(node.customer())) {
            for (int i = 0; i < 300; i++) {
                var unused = client.socket().sendText("{\"type\":\"ping\"}", true);
            }
            assertThat(client.closeCode()).isEqualTo(4029);
        }
    }

    @Test
    void countsPingFrames() {
        try (ChatClient client = node.connect(node.customer())) {
            for (int i = 0; i < 300; i++) {
                var unused = client.socket().sendPing(ByteBuffer.wrap(new byte[125]));
            }
            assertThat(client.closeCode()).isEqualTo(4029);
        }
    }

    @Test
    void closesASocketThatSendsBinaryFrames() {
        try (ChatClient client = node.connect(node.customer())) {
            client.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
            assertThat(client.closeCode()).isEqualTo(1003);
        }
    }

    @Test
    void refusesTooManySocketsOfAUser() {
        TestUser customer = node.customer();
        List<ChatClient> sockets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sockets.add(node.connect(customer));
        }
        try (ChatClient oneTooMany = node.open(customer)) {
            assertThat(oneTooMany.closeCode()).isEqualTo(4029);
        }
        sockets.forEach(ChatClient::close);
    }
}
