package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.account.UpdateUser;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.ProcessServer;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two deployments on different databases of one Redis, whose users have the same ids, do not affect each other. */
class TwoDatabasesIT {
    private static ProcessServer redis;
    private static ChatNode one;
    private static ChatNode other;

    private Chat here;
    private Chat there;

    @BeforeAll
    static void open() {
        redis = ProcessServer.startStoring();
        one = deployment(1);
        other = deployment(2);
    }

    private static ChatNode deployment(int database) {
        return new ChatNode(Map.of("redis.uri", redis.uri().toURI() + "/" + database, "kefu.presence.grace", "1s"));
    }

    @AfterAll
    static void close() {
        other.close();
        one.close();
        redis.close();
    }

    @BeforeEach
    void connect() {
        here = new Chat(one);
        there = new Chat(other);
    }

    @AfterEach
    void disconnect() {
        here.close();
        there.close();
    }

    @Test
    void keepsMessagesApart() {
        here.page.say("support", "first of one");
        here.page.say("support", "second of one");
        assertThat(here.console.messages(2))
                .extracting(data -> text(data, "content"))
                .containsExactly("first of one", "second of one");
        there.page.say("support", "first of the other");
        assertThat(dataUpTo(there.console, "message", data -> true))
                .extracting(data -> text(data, "content"))
                .containsExactly("first of the other");
        here.console.say(here.customer.id(), "answer of one");
        here.page.await("message");
        there.console.say(there.customer.id(), "answer of the other");
        assertThat(dataUpTo(there.page, "message", data -> true))
                .extracting(data -> text(data, "content"))
                .containsExactly("answer of the other");
    }

    @Test
    void keepsReceiptsApart() {
        here.exchangeMessage();
        there.exchangeMessage();
        String conversation = here.conversation;
        here.console.send("read", Map.of("conversation_id", conversation, "seq", 1));
        here.page.await("receipt", data -> number(data, "read_seq") == 1);
        there.console.send("delivered", Map.of("conversation_id", conversation, "seq", 1));
        assertThat(dataUpTo(there.page, "receipt", data -> number(data, "delivered_seq") == 1))
                .allMatch(data -> number(data, "read_seq") == 0);
    }

    @Test
    void keepsTypingApart() {
        here.exchangeMessage();
        there.exchangeMessage();
        here.page.send("typing", Map.of("to_user_id", "support"));
        here.console.await("typing");
        there.page.say("support", "no more typing");
        assertThat(framesUpTo(there.console, frame -> isMessage(frame, "no more typing")))
                .noneMatch(frame -> text(frame, "type").equals("typing"));
    }

    @Test
    void keepsRoomsApart() {
        here.console.send("join", Map.of("room", "general"));
        here.console.send("room", Map.of("room", "general", "content", "of one"));
        here.page.await("room");
        there.console.send("join", Map.of("room", "general"));
        there.console.send("room", Map.of("room", "general", "content", "of the other"));
        assertThat(dataUpTo(there.page, "room", data -> true))
                .extracting(data -> text(data, "content"))
                .containsExactly("of the other");
    }

    @Test
    void keepsSessionsAndPresenceApart() {
        there.exchangeMessage();
        here.page.say("support", "opens a session");
        here.console.await("notification", data -> text(data, "event").equals("session_assigned"));
        Deadline deadline = new Deadline(Duration.ofSeconds(30), "The sweep does not see the customer");
        while (!here.node.isRecordedOnline(here.customer)) {
            deadline.check();
        }
        here.page.close();
        here.console.await("notification", data -> text(data, "event").equals("user_offline"));
        there.page.say("support", "still here");
        assertThat(framesUpTo(there.console, frame -> isMessage(frame, "still here")))
                .noneMatch(frame -> text(frame, "type").equals("notification")
                        && List.of("session_assigned", "user_offline").contains(text(frame, "data.event")));
    }

    @Test
    void keepsColleaguesApart() {
        TestUser colleague = here.node.user(Role.KEFU, "colleague-" + here.kefu.id(), 1);
        TestUser namesake = there.node.user(Role.KEFU, "colleague-" + there.kefu.id(), 1);
        try (ChatClient desk = here.node.connect(colleague);
                ChatClient otherDesk = there.node.connect(namesake)) {
            here.console.say(colleague.id(), "of one");
            assertThat(text(desk.await("message"), "content")).isEqualTo("of one");
            there.console.say(namesake.id(), "of the other");
            assertThat(dataUpTo(otherDesk, "message", data -> true))
                    .extracting(data -> text(data, "content"))
                    .containsExactly("of the other");
        } finally {
            // A kefu with a socket is online, and would get sessions of other tests.
            here.node.retire(colleague);
            there.node.retire(namesake);
        }
    }

    @Test
    void keepsNamesAndLogoutsApart() {
        there.exchangeMessage();
        here.exchangeMessage();
        UserId customer = new UserId(here.customer.id());
        here.node
                .bean(UpdateUser.class)
                .update(
                        new Principal(customer, Role.CUSTOMER, "old"),
                        customer,
                        new UpdateUser.Command(
                                User.Change.of(profile -> profile.withUsername("new name")), null, null));
        here.node.bean(TokenStore.class).revokeAll(customer);
        assertThat(here.page.closeCode()).isEqualTo(4001);
        there.page.say("support", "under the old name");
        JsonNode message =
                there.console.await("message", data -> text(data, "content").equals("under the old name"));
        assertThat(text(message, "metadata.sender_name")).isEqualTo("Name of " + there.customer.id());
        assertThat(there.page.isClosed()).isFalse();
    }

    private static boolean isMessage(JsonNode frame, String content) {
        return text(frame, "type").equals("message")
                && text(frame, "data.content").equals(content);
    }

    /** The data of the next frames of a type, up to the first one that the predicate accepts. */
    private static List<JsonNode> dataUpTo(ChatClient client, String type, Predicate<JsonNode> last) {
        return framesUpTo(
                        client,
                        frame -> text(frame, "type").equals(type)
                                && last.test(Objects.requireNonNull(frame.get("data"))))
                .stream()
                .filter(frame -> text(frame, "type").equals(type))
                .map(frame -> Objects.requireNonNull(frame.get("data")))
                .toList();
    }

    private static List<JsonNode> framesUpTo(ChatClient client, Predicate<JsonNode> last) {
        List<JsonNode> frames = new ArrayList<>();
        do {
            frames.add(client.next());
        } while (!last.test(frames.getLast()));
        return frames;
    }

    /** A customer and a kefu of one deployment. The users of both deployments have the same ids. */
    private static final class Chat implements AutoCloseable {
        private static int number;

        private final ChatNode node;
        private final TestUser kefu;
        private final TestUser customer;
        private final ChatClient console;
        private final ChatClient page;
        private String conversation = "";

        Chat(ChatNode node) {
            int pair = number++ / 2;
            this.node = node;
            this.kefu = node.kefu("same-kefu-" + pair, 100);
            this.customer = node.user(Role.CUSTOMER, "same-customer-" + pair, 0);
            this.console = node.connect(kefu);
            this.page = node.connect(customer);
        }

        /** Opens a session with a message of the customer. */
        void exchangeMessage() {
            page.say("support", "hello");
            conversation = text(page.await("ack"), "conversation_id");
            console.await("message");
        }

        @Override
        public void close() {
            console.close();
            page.close();
            node.retire(kefu);
        }
    }
}
