package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.connection.port.ConnectionCounts;
import io.kefu.application.connection.port.ConnectionCounts.Counts;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import io.kefu.domain.connection.Room;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.Deadline;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests presence events, typing and rooms between users of two nodes. */
@AlsoOnCluster
class PresenceAndRoomsIT {
    private static final Map<String, Object> SHORT_GRACE = Map.of("kefu.presence.grace", "1s");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static ChatNode one;
    private static ChatNode other;

    @BeforeAll
    static void open() {
        one = new ChatNode(SHORT_GRACE);
        other = one.beside(SHORT_GRACE);
    }

    @AfterEach
    void clear() {
        one.clear();
        other.clear();
    }

    @AfterAll
    static void close() {
        other.close();
        one.close();
    }

    @Test
    void announcesAUserOfflineOnceAfterTheLastSocketButNotOnAReload() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        try (ChatClient console = one.connect(kefu)) {
            ChatClient page = other.connect(customer);
            page.say("support", "hello");
            page.await("ack");
            console.await("message");
            await("The sweep does not see the customer", () -> one.isRecordedOnline(customer));
            for (int i = 0; i < 3; i++) {
                ChatClient reloaded = (i % 2 == 0 ? one : other).connect(customer);
                page.close();
                page = reloaded;
            }
            page.close();
            assertThat(String.join(" ", presence(console, customer, "user_offline")))
                    .isIn("user_offline", "user_online user_offline");
            try (ChatClient back = one.connect(customer)) {
                assertThat(presence(console, customer, "user_online")).containsExactly("user_online");
                back.send("ping", Map.of());
            }
        }
    }

    /** The presence events of a user, up to this event. */
    private static List<String> presence(ChatClient client, TestUser person, String last) {
        List<String> events = new ArrayList<>();
        while (events.isEmpty() || !events.getLast().equals(last)) {
            events.add(text(client.await("notification", data -> isPresence(data, person)), "event"));
        }
        return events;
    }

    @Test
    void sendsTypingOnlyToTheOtherSide() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        try (ChatClient console = one.connect(kefu);
                ChatClient page = other.connect(customer)) {
            page.say("support", "hello");
            page.await("ack");
            console.await("message");
            page.send("typing", Map.of("to_user_id", "support"));
            assertThat(text(console.await("typing"), "user_id")).isEqualTo(customer.id());
            console.send("typing", Map.of("to_user_id", customer.id()));
            assertThat(text(page.await("typing"), "user_id")).isEqualTo(kefu.id());
            TestUser stranger = one.customer();
            console.send("ping", Map.of());
            console.await("pong");
            try (ChatClient outsider = one.connect(one.kefu())) {
                outsider.send("typing", Map.of("to_user_id", stranger.id()));
                assertThat(text(outsider.await("error"), "code")).isEqualTo("USER_NOT_FOUND");
            }
        }
    }

    @Test
    void sendsRoomMessagesToAllMembersOnAllNodes() {
        TestUser kefu = one.kefu();
        TestUser colleague = other.kefu();
        TestUser customer = one.customer();
        try (ChatClient console = one.connect(kefu);
                ChatClient far = other.connect(colleague);
                ChatClient page = other.connect(customer)) {
            console.send("room", Map.of("room", "support", "content", "lunch?"));
            JsonNode said = far.await("room");
            assertThat(text(said, "content")).isEqualTo("lunch?");
            assertThat(text(said, "from_user_id")).isEqualTo(kefu.id());
            console.send("room", Map.of("room", "general", "content", "sale!"));
            assertThat(text(console.await("error"), "code")).isEqualTo("FORBIDDEN");
            console.send("join", Map.of("room", "general"));
            console.send("room", Map.of("room", "general", "content", "sale!"));
            assertThat(text(page.await("room"), "content")).isEqualTo("sale!");
            page.send("room", Map.of("room", "general", "content", "spam"));
            assertThat(text(page.await("error"), "code")).isEqualTo("FORBIDDEN");
            await(
                    "The nodes do not report their connections",
                    () -> counts().equals(new Counts(3, 3, Map.of(Room.SUPPORT, 2L, Room.GENERAL, 2L))));
            console.send("leave", Map.of("room", "general"));
            await(
                    "A user who left the room is still counted",
                    () -> counts().rooms().get(Room.GENERAL) == 1);
        }
    }

    @Test
    void joinsRoomsAfterTheConnectedFrameAndLeavesThemWithTheSocket() {
        TestUser kefu = one.kefu();
        TestUser colleague = one.kefu();
        try (ChatClient console = one.connect(kefu)) {
            for (int i = 0; i < 20; i++) {
                try (ChatClient late = one.open(colleague)) {
                    console.send("room", Map.of("room", "support", "content", "welcome"));
                    assertThat(text(late.next(), "type")).isEqualTo("connected");
                    for (int j = 0; j < 40; j++) {
                        late.send("resume", Map.of("conversations", Map.of()));
                    }
                    late.send("join", Map.of("room", "general"));
                }
            }
            await(
                    "A closed connection is still in a room",
                    () -> counts().equals(new Counts(1, 1, Map.of(Room.SUPPORT, 1L, Room.GENERAL, 0L))));
        }
    }

    private Counts counts() {
        return one.bean(ConnectionCounts.class).total(Instant.now());
    }

    private static boolean isPresence(JsonNode data, TestUser person) {
        return text(data, "event").startsWith("user_o") && text(data, "user_id").equals(person.id());
    }

    private static void await(String complaint, BooleanSupplier event) {
        Deadline.await(PATIENCE, complaint, event);
    }

    @Test
    void explainsThePresenceOfAUserWithSocketsOnTwoNodes() {
        TestUser kefu = one.kefu();
        TestUser admin = one.admin();
        Api api = new Api(one.uri());
        String path = "/api/users/" + kefu.id() + "/presence";
        try (ChatClient console = one.connect(kefu)) {
            try (ChatClient phone = other.connect(kefu)) {
                phone.send("ping", Map.of());
                awaitSockets(api, admin, path, 2);
                JsonNode presence = api.get(kefu.token(), path).json();
                assertThat(text(presence, "reason")).isEqualTo("socket");
                assertThat(text(presence, "status")).isEqualTo("online");
                assertThat(text(presence, "manual_status")).isEqualTo("online");
                assertThat(Instant.parse(text(presence, "lease_until"))).isAfter(Instant.now());
                assertThat(text(presence, "sockets.0.client")).startsWith("Java-http-client");
                assertThat(text(presence, "sockets.0.node")).isNotEqualTo(text(presence, "sockets.1.node"));
            }
            awaitSockets(api, admin, path, 1);
            console.send("ping", Map.of());
        }
    }

    private static void awaitSockets(Api api, TestUser admin, String path, int count) {
        await(
                "There are not " + count + " sockets",
                () -> api.get(admin.token(), path).node("sockets").size() == count);
    }
}
