package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.parse;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.redis.testing.AlsoOnCluster;
import io.micronaut.json.tree.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests a conversation between a customer and a kefu over sockets. */
@AlsoOnCluster
class ChatIT {
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
    void startsASocketWithTheConnectedFrame() {
        TestUser customer = node.customer();
        try (ChatClient client = node.open(customer)) {
            JsonNode frame = client.next();
            assertThat(text(frame, "type")).isEqualTo("connected");
            JsonNode data = frame.get("data");
            assertThat(text(data, "user_id")).isEqualTo(customer.id());
            assertThat(text(data, "connection_id")).isNotEmpty();
            assertThat(text(data, "server_time")).endsWith("Z");
            assertThat(number(data, "heartbeat_seconds")).isEqualTo(15);
            assertThat(number(data, "reconnect_after_ms")).isBetween(0L, 2_000L);
            assertThat(data.get("sessions").size()).isZero();
            assertThat(data.get("conversations").size()).isEqualTo(1);
            assertThat(number(data.get("conversations").get(0), "last_seq")).isZero();
        }
    }

    @Test
    void acknowledgesAMessageAndPushesIt() {
        TestUser kefu = node.kefu();
        TestUser customer = node.customer();
        try (ChatClient console = node.connect(kefu);
                ChatClient page = node.connect(customer)) {
            page.sendText("""
                    {"type":"message","id":7,"data":{"to_user_id":"%s","content":"你好","msg_type":"text",
                     "client_msg_id":"c-1","metadata":{"page":"/cart","sender_name":"forged"}}}""".formatted(kefu.id()));
            JsonNode ack = page.next();
            while (!text(ack, "type").equals("ack")) {
                ack = page.next();
            }
            assertThat(number(ack, "id")).isEqualTo(7);
            assertThat(text(ack.get("data"), "status")).isEqualTo("sent");
            assertThat(number(ack.get("data"), "seq")).isEqualTo(1);

            JsonNode assigned =
                    console.await("notification", data -> text(data, "event").equals("session_assigned"));
            assertThat(text(assigned.get("session"), "user_id")).isEqualTo(customer.id());
            JsonNode pushed = console.await("message");
            assertThat(text(pushed, "message_id")).isEqualTo(text(ack.get("data"), "message_id"));
            assertThat(text(pushed, "from_user_id")).isEqualTo(customer.id());
            assertThat(text(pushed, "to_user_id")).isEqualTo(kefu.id());
            assertThat(text(pushed, "content")).isEqualTo("你好");
            assertThat(text(pushed, "msg_type")).isEqualTo("text");
            assertThat(text(pushed, "client_msg_id")).isEqualTo("c-1");
            assertThat(text(pushed, "session_id")).isEqualTo(text(ack.get("data"), "session_id"));
            assertThat(text(pushed.get("metadata"), "page")).isEqualTo("/cart");
            assertThat(text(pushed.get("metadata"), "sender_name")).isEqualTo("Name of " + customer.id());

            console.say(customer.id(), "您好，有什么可以帮助您的吗？");
            JsonNode answer = page.await("message");
            assertThat(text(answer, "content")).isEqualTo("您好，有什么可以帮助您的吗？");
            assertThat(number(answer, "seq")).isEqualTo(2);
        }
    }

    @Test
    void handlesAndAnswersFramesOfASocketInOrder() {
        TestUser kefu = node.kefu();
        TestUser customer = node.customer();
        try (ChatClient page = node.connect(customer)) {
            int count = 500;
            for (int i = 1; i <= count; i++) {
                page.sendText(
                        "{\"type\":\"message\",\"id\":%d,\"data\":{\"to_user_id\":\"support\",\"content\":\"%d\"}}"
                                .formatted(i, i));
            }
            for (int i = 1; i <= count; i++) {
                JsonNode frame = page.next();
                while (!text(frame, "type").equals("ack")) {
                    frame = page.next();
                }
                assertThat(number(frame, "id")).isEqualTo(i);
                assertThat(number(frame.get("data"), "seq")).isEqualTo(i);
            }
        }
        node.retire(kefu);
    }

    @Test
    void handlesAFrameThatArrivesWithTheUpgrade() {
        TestUser kefu = node.kefu();
        TestUser customer = node.customer();
        String ping = "{\"type\":\"ping\",\"id\":\"first\"}";
        for (int i = 0; i < 600; i++) {
            try (ChatClient client =
                    ChatClient.connect(node.http(), node.uri(), customer.id(), customer.token(), ping)) {
                client.await("pong");
            }
        }
        node.retire(kefu);
    }

    @Test
    void pushesMissedMessagesInOrderAfterAReconnect() {
        TestUser kefu = node.kefu();
        TestUser customer = node.customer();
        int missed = 10_000;
        try (ChatClient console = node.connect(kefu)) {
            try (ChatClient page = node.connect(customer)) {
                page.say("support", "在吗");
                JsonNode ack = page.await("ack");
                // The kefu gets receipts only after the conversation has reached the console.
                console.await("message");
                page.send(
                        "delivered",
                        Map.of("conversation_id", text(ack, "conversation_id"), "seq", number(ack, "seq")));
                console.await("receipt", data -> number(data, "delivered_seq") == 1);
            }
            for (int i = 1; i <= missed; i++) {
                console.say(customer.id(), "m" + i);
            }
            console.await("ack", data -> number(data, "seq") == missed + 1);

            try (ChatClient page = node.open(customer)) {
                console.say(customer.id(), "live");
                List<JsonNode> got = page.messages(missed + 1);
                assertThat(got.stream().map(m -> number(m, "seq")))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(2, missed + 2).boxed().toList());
                assertThat(text(got.getLast(), "content")).isEqualTo("live");
            }
        }
    }

    @Test
    void pushesMessagesToAllOtherSocketsOfTheSender() {
        TestUser kefu = node.kefu();
        TestUser customer = node.customer();
        try (ChatClient phone = node.connect(customer);
                ChatClient laptop = node.connect(customer)) {
            phone.say("support", "from the phone");
            phone.await("ack");
            assertThat(text(laptop.await("message"), "content")).isEqualTo("from the phone");
            laptop.say("support", "from the laptop");
            assertThat(text(phone.await("message"), "content")).isEqualTo("from the laptop");
        }
        node.retire(kefu);
    }

    @Test
    void answersAnInvalidFrameWithAnErrorAndKeepsTheSocket() {
        TestUser customer = node.customer();
        try (ChatClient client = node.connect(customer)) {
            client.sendUnchecked("{not json");
            assertThat(text(client.await("error"), "code")).isEqualTo("INVALID_PARAMETER");
            client.sendUnchecked("[1]");
            assertThat(text(client.await("error"), "code")).isEqualTo("INVALID_PARAMETER");
            client.sendUnchecked("{\"type\":\"unheard_of\",\"id\":\"x\"}");
            JsonNode frame = client.next();
            assertThat(text(frame, "id")).isEqualTo("x");
            assertThat(text(frame.get("data").get("details"), "type")).isNotEmpty();
            client.sendUnchecked("message", Map.of("to_user_id", "support"));
            assertThat(text(client.await("error").get("details"), "content")).isNotEmpty();
            client.sendUnchecked("message", Map.of("to_user_id", 5, "content", "x"));
            assertThat(text(client.await("error").get("details"), "to_user_id")).isNotEmpty();
            client.sendUnchecked("message", Map.of("to_user_id", "support", "content", "x".repeat(4_001)));
            assertThat(text(client.await("error").get("details"), "content")).isNotEmpty();
            client.send("message", Map.of("to_user_id", "nobody", "content", "x"));
            assertThat(text(client.await("error"), "code")).isEqualTo("USER_NOT_FOUND");
            client.send("delivered", Map.of("conversation_id", "conv_AAAAAAAAAAAAAAAA", "seq", 1));
            assertThat(text(client.await("error"), "code")).isEqualTo("MESSAGE_NOT_FOUND");
            for (int depth : new int[] {17, 64, 66, 500}) {
                client.sendUnchecked(
                        "{\"type\":\"message\",\"data\":{\"to_user_id\":\"support\",\"content\":\"x\",\"metadata\":"
                                + "{\"a\":".repeat(depth) + "1" + "}".repeat(depth) + "}}");
                assertThat(text(client.await("error"), "code")).isEqualTo("INVALID_PARAMETER");
            }
            client.send("ping", Map.of());
            client.await("pong");
        }
    }

    @Test
    void refusesAKefuWhoWritesToACustomerOfAnother() {
        TestUser serving = node.kefu();
        TestUser customer = node.customer();
        try (ChatClient page = node.connect(customer)) {
            page.say(serving.id(), "hello");
            page.await("ack");
            TestUser stranger = node.kefu();
            try (ChatClient console = node.connect(stranger)) {
                console.say(customer.id(), "psst");
                assertThat(text(console.await("error"), "code")).isEqualTo("FORBIDDEN");
                console.say(serving.id(), "colleague");
                assertThat(number(console.await("ack"), "seq")).isEqualTo(1);
            }
            node.retire(stranger);
        }
        node.retire(serving);
    }

    @Test
    void joinsFragmentsAndRefusesTooLargeTexts() {
        TestUser customer = node.customer();
        try (ChatClient client = node.connect(customer)) {
            client.socket().sendText("{\"type\":\"pi", false).join();
            client.socket().sendText("ng\",\"id\":\"joined\"}", true).join();
            client.await("pong");
            client.sendUnchecked("{\"type\":\"" + "x".repeat(70_000) + "\"}");
            assertThat(client.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void closesTheSocketsOfALoginOnLogout() throws Exception {
        TestUser customer = node.customer();
        try (ChatClient client = node.connect(customer)) {
            var request = HttpRequest.newBuilder(node.uri().resolve("/api/auth/logout"))
                    .header("Authorization", "Bearer " + customer.token())
                    .POST(BodyPublishers.noBody())
                    .build();
            var response = node.http().send(request, BodyHandlers.ofString());
            assertThat(parse(response.body()).get("success").getBooleanValue()).isTrue();
            assertThat(client.closeCode()).isEqualTo(4001);
        }
    }

    @Test
    void pushesMessagesOfManyCustomersToOneKefu() {
        TestUser kefu = node.kefu();
        try (ChatClient console = node.connect(kefu)) {
            List<TestUser> customers =
                    IntStream.range(0, 20).mapToObj(i -> node.customer()).toList();
            customers.parallelStream().forEach(customer -> {
                try (ChatClient page = node.connect(customer)) {
                    page.say(kefu.id(), "from " + customer.id());
                    page.await("ack");
                }
            });
            assertThat(console.messages(20).stream().map(m -> text(m, "content")))
                    .containsExactlyInAnyOrderElementsOf(
                            customers.stream().map(c -> "from " + c.id()).toList());
        }
        node.retire(kefu);
    }
}
