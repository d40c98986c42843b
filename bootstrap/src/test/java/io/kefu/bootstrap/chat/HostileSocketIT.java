package io.kefu.bootstrap.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.House.Person;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a socket may not do to the service, with the limits on. */
class HostileSocketIT {
    private static House house;

    @BeforeAll
    static void open() {
        house = new House(Map.of("kefu.limits.enabled", true, "kefu.websocket.sockets-per-user", 3));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void tooManyMessagesEndTheSocket() {
        try (ChatClient client = house.connect(house.customer())) {
            for (int i = 0; i < 300; i++) {
                var unused = client.socket().sendText("{\"type\":\"ping\"}", true);
            }
            assertThat(client.closeCode()).isEqualTo(4029);
        }
    }

    @Test
    void pingsCountAsWell() {
        try (ChatClient client = house.connect(house.customer())) {
            for (int i = 0; i < 300; i++) {
                var unused = client.socket().sendPing(ByteBuffer.wrap(new byte[125]));
            }
            assertThat(client.closeCode()).isEqualTo(4029);
        }
    }

    @Test
    void onlyTextIsTaken() {
        try (ChatClient client = house.connect(house.customer())) {
            client.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
            assertThat(client.closeCode()).isEqualTo(1003);
        }
    }

    @Test
    void aUserHasOnlySoManySockets() {
        Person customer = house.customer();
        List<ChatClient> sockets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sockets.add(house.connect(customer));
        }
        try (ChatClient oneTooMany =
                ChatClient.connect(house.http(), house.node().uri(), customer.id(), customer.token())) {
            assertThat(oneTooMany.closeCode()).isEqualTo(4029);
        }
        sockets.forEach(ChatClient::close);
    }
}
