package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.redis.Redis;
import io.kefu.redis.testing.AlsoOnCluster;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests chats between users of two nodes of one deployment. */
@AlsoOnCluster
class TwoNodesIT {
    private static ChatNode one;
    private static ChatNode other;

    @BeforeAll
    static void open() {
        one = new ChatNode(Map.of());
        other = one.beside();
    }

    @AfterAll
    static void close() {
        other.close();
        one.close();
    }

    @Test
    void pushesMessagesBetweenAllPairsOfNodes() {
        for (ChatNode here : List.of(one, other)) {
            for (ChatNode there : List.of(one, other)) {
                TestUser kefu = one.kefu();
                TestUser customer = one.customer();
                try (ChatClient console = here.connect(kefu);
                        ChatClient page = there.connect(customer)) {
                    page.say("support", "ping");
                    assertThat(text(console.await("message"), "content")).isEqualTo("ping");
                    console.say(customer.id(), "pong");
                    assertThat(text(page.await("message"), "content")).isEqualTo("pong");
                }
                one.retire(kefu);
            }
        }
    }

    @Test
    void storesOneMessagePerClientMessageId() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        try (ChatClient console = one.connect(kefu);
                ChatClient first = one.connect(customer);
                ChatClient second = other.connect(customer)) {
            Map<String, String> message =
                    Map.of("to_user_id", "support", "content", "once", "client_msg_id", "the-one");
            for (int i = 0; i < 10; i++) {
                first.send("message", message);
                second.send("message", message);
            }
            Set<String> ids = IntStream.range(0, 10)
                    .boxed()
                    .flatMap(
                            i -> List.of(first, second).stream().map(client -> text(client.await("ack"), "message_id")))
                    .collect(Collectors.toSet());
            assertThat(ids).hasSize(1);
            first.say("support", "twice");
            assertThat(console.messages(2).stream().map(m -> text(m, "content")))
                    .containsExactly("once", "twice");
            first.send("message", Map.of("to_user_id", "support", "content", "other", "client_msg_id", "the-one"));
            assertThat(text(first.await("error"), "code")).isEqualTo("CONFLICT");
        }
        one.retire(kefu);
    }

    /** A reader of each kind reads a conversation with two messages of the peer. */
    @ParameterizedTest
    @ValueSource(strings = {"customer", "kefu", "one of a pair of kefu"})
    void sendsReceiptsToAllSocketsButTheReportingOne(String reader) {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        TestUser reading = reader.equals("customer") ? customer : kefu;
        TestUser peer = reader.equals("kefu") ? customer : reader.equals("customer") ? kefu : one.kefu(0);
        if (!reader.startsWith("one")) {
            try (ChatClient page = one.connect(customer)) {
                page.say("support", "opens the session");
                page.await("ack");
            }
        }
        try (ChatClient phone = one.connect(reading);
                ChatClient laptop = one.connect(reading);
                ChatClient tablet = other.connect(reading);
                ChatClient far = other.connect(peer)) {
            far.say(reading.id(), "read this");
            JsonNode sent = far.await("ack");
            far.say(reading.id(), "and this");
            far.await("ack");
            for (ChatClient device : List.of(phone, laptop, tablet)) {
                device.await("message", message -> text(message, "content").equals("and this"));
            }
            String conversation = text(sent, "conversation_id");
            long seq = number(sent, "seq");
            phone.send("delivered", Map.of("conversation_id", conversation, "seq", seq + 1));
            for (ChatClient client : List.of(laptop, tablet, far)) {
                assertReceipt(client.await("receipt"), reading, conversation, seq + 1, 0);
            }
            phone.send("read", Map.of("conversation_id", conversation, "seq", seq));
            for (ChatClient client : List.of(laptop, tablet, far)) {
                assertReceipt(client.await("receipt"), reading, conversation, seq + 1, seq);
            }
            assertThat(phone.untilPong("receipt")).isEmpty();

            String body = "{\"conversation_id\": \"%s\", \"seq\": %d}".formatted(conversation, seq + 1);
            assertThat(new Api(other.uri())
                            .post(reading.token(), "/api/messages/read", body)
                            .status())
                    .isEqualTo(200);
            for (ChatClient client : List.of(phone, laptop, tablet, far)) {
                assertReceipt(client.await("receipt"), reading, conversation, seq + 1, seq + 1);
            }
        }
        one.retire(kefu);
        if (!peer.equals(customer)) {
            one.retire(peer);
        }
    }

    @Test
    void sendsTheNewCursorsOnAResume() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        try (ChatClient phone = one.connect(customer)) {
            phone.say("support", "hello");
            String conversation = text(phone.await("ack"), "conversation_id");
            try (ChatClient laptop = one.openResuming(customer)) {
                laptop.await("connected");
                phone.send("read", Map.of("conversation_id", conversation, "seq", 1));
                assertThat(phone.untilPong("receipt")).isEmpty();
                laptop.send("resume", Map.of("conversations", Map.of(conversation, 1)));
                assertReceipt(laptop.await("receipt"), customer, conversation, 1, 1);
            }
        }
        one.retire(kefu);
    }

    private static void assertReceipt(JsonNode receipt, TestUser by, String conversation, long delivered, long read) {
        assertThat(text(receipt, "user_id")).isEqualTo(by.id());
        assertThat(text(receipt, "conversation_id")).isEqualTo(conversation);
        assertThat(number(receipt, "delivered_seq")).isEqualTo(delivered);
        assertThat(number(receipt, "read_seq")).isEqualTo(read);
    }

    /** The log of a new customer starts with a message of either side, or with a session without messages. */
    @ParameterizedTest
    @ValueSource(strings = {"a message", "a session", "an admin's message"})
    void keepsTheEpochFromTheFirstConnectedFrameOn(String first) {
        TestUser customer = one.customer();
        TestUser kefu = one.kefu();
        Api api = new Api(one.uri());
        try (ChatClient page = one.open(customer)) {
            String epoch = text(page.await("connected"), "conversations.0.epoch");
            assertThat(epoch).isNotEqualTo("0");
            assertThat(epochAt(other, customer)).isEqualTo(epoch);
            switch (first) {
                case "a message" -> page.say("support", "hello");
                case "a session" ->
                    assertThat(api.post(customer.token(), "/api/sessions", "{\"user_id\": \"" + customer.id() + "\"}")
                                    .status())
                            .isEqualTo(201);
                default ->
                    assertThat(api.post(
                                            one.admin().token(),
                                            "/api/messages/send",
                                            "{\"to_user_id\": \"" + customer.id() + "\", \"content\": \"hello\"}")
                                    .status())
                            .isEqualTo(200);
            }
            assertThat(epochAt(one, customer)).isEqualTo(epoch);
            page.say("support", "and more");
            page.await("ack");
            assertThat(epochAt(other, customer)).isEqualTo(epoch);
            assertThat(page.untilPong("notification").stream().map(data -> text(data, "event")))
                    .doesNotContain("conversation_reset");
            try (ChatClient console = other.open(kefu)) {
                assertThat(text(console.await("connected"), "conversations.0.epoch"))
                        .isEqualTo(epoch);
            }
        }
        one.retire(kefu);
    }

    @Test
    void resetsTheConversationWhenItsLogIsLost() {
        TestUser kefu = one.kefu();
        TestUser colleague = one.kefu(0);
        try (ChatClient console = one.connect(kefu);
                ChatClient far = other.connect(colleague)) {
            console.say(colleague.id(), "before");
            ConversationId pair = new ConversationId(text(console.await("ack"), "conversation_id"));
            far.await("message");
            Redis redis = one.bean(Redis.class);
            redis.await(redis.commands()
                    .unlink(redis.keys().conversation(pair), redis.keys().log(pair)));
            one.loseSubscriptions();
            console.say(colleague.id(), "after");
            assertThat(number(console.await("ack"), "seq")).isEqualTo(1);
            JsonNode reset =
                    far.await("notification", data -> text(data, "event").equals("conversation_reset"));
            assertThat(text(far.await("message"), "content")).isEqualTo("after");
            // Until the node has its subscriptions again, it refuses new sockets.
            console.await("notification", data -> text(data, "event").equals("conversation_reset"));
            try (ChatClient late = other.open(colleague)) {
                assertThat(text(late.await("connected"), "conversations.0.epoch"))
                        .isEqualTo(text(reset, "conversation.epoch"));
            }
        }
        one.retire(kefu);
        one.retire(colleague);
    }

    private static String epochAt(ChatNode node, TestUser person) {
        try (ChatClient client = node.open(person)) {
            return text(client.await("connected"), "conversations.0.epoch");
        }
    }

    @Test
    void opensOneSessionForFiftyConcurrentFirstMessages() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        List<ChatNode> nodes = List.of(one, other);
        List<JsonNode> acks = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> {
                    ChatNode node = nodes.get(i % 2);
                    try (ChatClient page = node.connect(customer)) {
                        page.say("support", "first " + i);
                        return page.await("ack");
                    }
                })
                .toList();
        assertThat(acks.stream().map(ack -> text(ack, "session_id")).distinct()).hasSize(1);
        assertThat(acks.stream().map(ack -> number(ack, "seq")).sorted())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 50).mapToObj(Long::valueOf).toList());
        one.retire(kefu);
    }
}
