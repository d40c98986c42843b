package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.message.SendMessage;
import io.kefu.application.session.CloseSession;
import io.kefu.application.session.OpenSession;
import io.kefu.application.session.TransferSession;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import io.micronaut.json.tree.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames that are larger than the outbound queue reach a client that reads, and the {@code connected} frame is bounded. */
class LargeFrameIT {
    private static final int MOST_LISTED = 200;
    private static final int UNLISTED = 3;

    private static ChatNode node;

    @BeforeAll
    static void open() {
        node = new ChatNode(Map.of("kefu.websocket.max-queue-bytes", 1_024));
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"KEFU", "ADMIN"})
    void listsTheNewestSessionsInConnectedAndPushesMessagesOfAll(Role role) {
        TestUser colleague = node.kefu();
        TestUser serving = role == Role.KEFU ? node.kefu(0) : node.admin();
        node.setOnline(serving, 1_000);
        List<SessionId> sessions = IntStream.range(0, MOST_LISTED + UNLISTED)
                .mapToObj(i -> transferred(colleague, serving))
                .toList();
        Set<String> newest =
                sessions.stream().skip(UNLISTED).map(SessionId::value).collect(Collectors.toSet());
        try (ChatClient console = node.open(serving)) {
            JsonNode connected = console.await("connected");
            assertThat(connected.get("more").getBooleanValue()).isTrue();
            Set<String> listed = new HashSet<>();
            for (JsonNode session : connected.get("sessions").values()) {
                listed.add(text(session, "session_id"));
                assertThat(session.get("transfers")).isNull();
            }
            assertThat(listed).isEqualTo(newest);
            assertThat(connected.get("conversations").size()).isEqualTo(MOST_LISTED);
            assertThat(console.messages(sessions.size()).stream()
                            .map(message -> text(message, "session_id"))
                            .distinct())
                    .hasSize(sessions.size());

            Principal admin = new Principal(new UserId("admin"), Role.ADMIN, "admin");
            node.bean(CloseSession.class).close(admin, sessions.getFirst(), null);
            assertThat(text(console.await("notification", LargeFrameIT::isClosing), "session.session_id"))
                    .isEqualTo(sessions.getFirst().value());
        }
        node.retire(serving);
        try (ChatClient console = node.open(serving)) {
            assertThat(console.await("connected").get("more")).isNull();
        }
        node.setOffline(serving);
        node.retire(colleague);
    }

    @Test
    void pushesASingleFrameOfAnySize() {
        TestUser kefu = node.kefu();
        TestUser customer = node.customer();
        String content = "😀".repeat(4_000);
        String metadata = "x".repeat(4_000);
        try (ChatClient console = node.connect(kefu);
                ChatClient page = node.connect(customer)) {
            page.send(
                    "message", Map.of("to_user_id", "support", "content", content, "metadata", Map.of("a", metadata)));
            page.await("ack");
            JsonNode message = console.await("message");
            assertThat(text(message, "content")).isEqualTo(content);
            assertThat(text(message, "metadata.a")).isEqualTo(metadata);
            console.send(
                    "message",
                    Map.of("to_user_id", customer.id(), "content", content, "metadata", Map.of("a", metadata)));
            assertThat(number(page.await("message"), "seq")).isEqualTo(2);

            TestUser colleague = node.kefu();
            try (ChatClient desk = node.connect(colleague)) {
                SessionId session = new SessionId(text(message, "session_id"));
                node.bean(TransferSession.class)
                        .transfer(principal(kefu), session, new UserId(colleague.id()), "汉".repeat(1_000));
                JsonNode assigned =
                        desk.await("notification", data -> text(data, "event").equals("session_assigned"));
                assertThat(text(assigned, "session.transfers.0.note")).hasSize(1_000);
                // Each of the frames is larger than the queue.
                assertThat(desk.messages(2).stream().map(each -> number(each, "seq")))
                        .containsExactly(1L, 2L);
                desk.send("room", Map.of("room", "support", "content", content));
                assertThat(text(console.await("room"), "content")).isEqualTo(content);
            }
            node.retire(colleague);
        }
        node.retire(kefu);
    }

    /** Opens a session with a message, and transfers it with a long note. */
    private static SessionId transferred(TestUser from, TestUser to) {
        TestUser customer = node.customer();
        UserId id = new UserId(customer.id());
        SessionId session = node.bean(OpenSession.class)
                .open(principal(from), new OpenSession.Command(id, Session.DEFAULT_TYPE, null))
                .session()
                .id();
        node.bean(SendMessage.class)
                .send(
                        new Principal(id, Role.CUSTOMER, customer.id()),
                        SendMessage.Command.of(null, Draft.of(MessageType.TEXT, "你好")))
                .toCompletableFuture()
                .join();
        node.bean(TransferSession.class).transfer(principal(from), session, new UserId(to.id()), "汉".repeat(1_000));
        return session;
    }

    private static Principal principal(TestUser kefu) {
        return new Principal(new UserId(kefu.id()), Role.KEFU, kefu.id());
    }

    private static boolean isClosing(JsonNode notification) {
        return text(notification, "event").equals("session_closed");
    }
}
