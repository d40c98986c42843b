package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.session.AssignWaiting;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.domain.user.UserId;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests how a client continues a conversation after a reconnect. */
class ResumeIT {
    private static ChatNode node;

    @BeforeAll
    static void open() {
        node = new ChatNode(Map.of());
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void pushesEverythingAboveThePositionOnlyAfterResume() {
        TestUser kefu = node.kefu();
        TestUser customer = node.customer();
        String conversation = write(kefu, customer, 250);
        try (ChatClient page = node.openResuming(customer)) {
            page.await("connected");
            page.send("ping", Map.of());
            assertThat(text(page.next(), "type")).isEqualTo("pong");
            page.sendText(
                    "{\"type\":\"resume\",\"id\":7,\"data\":{\"conversations\":{\"%s\":100}}}".formatted(conversation));
            assertThat(seqs(page.messages(151))).containsExactlyElementsOf(range(101, 251));
        }
        // The positions of a device do not change the cursors of its side.
        try (ChatClient page = node.connect(customer)) {
            assertThat(seqs(page.messages(251))).containsExactlyElementsOf(range(1, 251));
        }
        node.retire(kefu);
    }

    @Test
    void pushesOlderMessagesAgainOnAnOpenConnection() {
        TestUser kefu = node.kefu();
        TestUser customer = node.customer();
        String conversation = write(kefu, customer, 3);
        try (ChatClient page = node.connect(customer)) {
            assertThat(seqs(page.messages(4))).containsExactly(1L, 2L, 3L, 4L);
            page.send("resume", Map.of("conversations", Map.of(conversation, 2)));
            assertThat(seqs(page.messages(2))).containsExactly(3L, 4L);
        }
        node.retire(kefu);
    }

    @Test
    void resetsTheConversationForAPositionAboveTheEnd() {
        TestUser kefu = node.kefu();
        TestUser customer = node.customer();
        String conversation = write(kefu, customer, 2);
        try (ChatClient page = node.openResuming(customer)) {
            page.await("connected");
            page.send("resume", Map.of("conversations", Map.of(conversation, 99)));
            JsonNode reset =
                    page.await("notification", data -> text(data, "event").equals("conversation_reset"));
            assertThat(number(reset.get("conversation"), "last_seq")).isEqualTo(3);
            assertThat(seqs(page.messages(3))).containsExactly(1L, 2L, 3L);
        }
        node.retire(kefu);
    }

    @Test
    void resetsTheConversationOnAnOpenConnection() {
        TestUser kefu = node.kefu();
        TestUser customer = node.customer();
        String conversation = write(kefu, customer, 2);
        try (ChatClient page = node.connect(customer)) {
            page.messages(3);
            page.send("resume", Map.of("conversations", Map.of(conversation, 99)));
            page.await("notification", data -> text(data, "event").equals("conversation_reset"));
            assertThat(seqs(page.messages(3))).containsExactly(1L, 2L, 3L);
        }
        node.retire(kefu);
    }

    @Test
    void pushesMessagesOfColleaguesAfterLostSubscriptions() {
        TestUser reader = node.kefu();
        List<TestUser> colleagues =
                IntStream.range(0, 6).mapToObj(i -> node.kefu()).toList();
        try (ChatClient console = node.connect(reader)) {
            List<ChatClient> writing = colleagues.stream().map(node::connect).toList();
            for (ChatClient writer : writing) {
                node.loseSubscriptions();
                writer.say(reader.id(), "hello");
            }
            assertThat(console.messages(6).stream().map(message -> text(message, "from_user_id")))
                    .containsExactlyInAnyOrderElementsOf(
                            colleagues.stream().map(TestUser::id).toList());
            writing.forEach(ChatClient::close);
        }
        node.retire(reader);
        colleagues.forEach(node::retire);
    }

    @Test
    void answersForAConversationOfOthersAsForAnUnknownOne() {
        TestUser kefu = node.kefu();
        TestUser customer = node.customer();
        String conversation = write(kefu, customer, 1);
        TestUser stranger = node.customer();
        TestUser colleague = node.kefu();
        for (TestUser outsider : List.of(stranger, colleague)) {
            try (ChatClient client = node.connect(outsider)) {
                client.send("resume", Map.of("conversations", Map.of(conversation, 0)));
                JsonNode error = client.await("error");
                assertThat(text(error, "code")).isEqualTo("MESSAGE_NOT_FOUND");
                assertThat(text(error.get("details"), "conversation_id")).isEqualTo(conversation);
            }
        }
        node.retire(kefu);
        node.retire(colleague);
    }

    @Test
    void pushesAFormerConversationUpToItsEnd() {
        TestUser first = node.kefu();
        TestUser customer = node.customer();
        String conversation = write(first, customer, 2);
        TestUser second;
        try (ChatClient console = node.connect(first)) {
            console.messages(1);
            node.setOffline(first);
            second = node.kefu();
            node.bean(ReleaseKefu.class).release(new UserId(first.id()));
            node.bean(AssignWaiting.class).assign();
            JsonNode left =
                    console.await("notification", data -> text(data, "event").equals("session_transferred"));
            assertThat(number(left, "until_seq")).isEqualTo(3);
            try (ChatClient other = node.connect(second)) {
                other.say(customer.id(), "from the second");
                other.await("ack");
            }
            console.send("resume", Map.of("conversations", Map.of(conversation, 1)));
            assertThat(seqs(console.messages(2))).containsExactly(2L, 3L);
            JsonNode end = console.await("error");
            assertThat(text(end, "code")).isEqualTo("CONVERSATION_LEFT");
            assertThat(text(end.get("details"), "conversation_id")).isEqualTo(conversation);
        }
        node.retire(second);
    }

    @Test
    void pushesPairMessagesAfterAReconnect() {
        TestUser one = node.kefu();
        TestUser two = node.kefu();
        String pair;
        try (ChatClient console = node.connect(one)) {
            for (int i = 1; i <= 3; i++) {
                console.say(two.id(), "c" + i);
                console.await("ack");
            }
            try (ChatClient other = node.connect(two)) {
                List<JsonNode> got = other.messages(3);
                assertThat(seqs(got)).containsExactly(1L, 2L, 3L);
                pair = text(got.getFirst(), "conversation_id");
                other.send("delivered", Map.of("conversation_id", pair, "seq", 3));
                console.await("receipt", data -> number(data, "delivered_seq") == 3);
            }
        }
        try (ChatClient other = node.open(two)) {
            assertThat(other.await("connected").get("conversations").size()).isZero();
        }
        node.retire(one);
        node.retire(two);
    }

    @Test
    void countsMessagesBeforeAnAnsweredPingAsDelivered() {
        try (ChatNode quick = new ChatNode(Map.of("kefu.websocket.heartbeat", "3s"))) {
            TestUser kefu = quick.kefu();
            TestUser customer = quick.customer();
            try (ChatClient console = quick.connect(kefu);
                    ChatClient page = quick.connect(customer)) {
                page.say("support", "hello");
                page.await("ack");
                console.await("message");
                assertThat(number(page.await("receipt"), "delivered_seq")).isEqualTo(1);
            }
            try (ChatClient console = quick.connect(kefu)) {
                console.say(customer.id(), "again");
                console.await("ack");
                assertThat(console.untilPong("message")).isEmpty();
            }
        }
    }

    private static String write(TestUser kefu, TestUser customer, int more) {
        try (ChatClient page = node.connect(customer)) {
            page.say(kefu.id(), "first");
            page.await("ack");
        }
        try (ChatClient console = node.connect(kefu)) {
            IntStream.rangeClosed(1, more).forEach(i -> console.say(customer.id(), "m" + i));
            return text(console.await("ack", data -> number(data, "seq") == more + 1), "conversation_id");
        }
    }

    private static List<Long> seqs(List<JsonNode> messages) {
        return messages.stream().map(message -> number(message, "seq")).toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
