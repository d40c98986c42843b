package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.parse;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests recalls, unread counts and message statuses through sockets and the API. */
class RecallIT {
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
    void notifiesBothSidesOfARecallAndRemovesTheContent() throws Exception {
        TestUser kefu = node.kefu();
        TestUser customer = node.customer();
        try (ChatClient console = node.connect(kefu);
                ChatClient page = node.connect(customer)) {
            page.say("support", "my secret");
            String id = text(page.await("ack"), "message_id");
            console.await("message");
            assertThat(post(kefu, "/api/messages/" + id + "/recall", "").statusCode())
                    .isEqualTo(403);
            HttpResponse<String> recalled = post(customer, "/api/messages/" + id + "/recall", "");
            assertThat(recalled.statusCode()).isEqualTo(200);
            assertThat(text(parse(recalled.body()), "status")).isEqualTo("recalled");
            for (ChatClient client : List.of(console, page)) {
                JsonNode notice = client.await("message");
                assertThat(text(notice, "msg_type")).isEqualTo("system");
                assertThat(number(notice, "seq")).isEqualTo(2);
                assertThat(number(notice.get("metadata"), "seq")).isEqualTo(1);
                assertThat(text(notice.get("metadata"), "message_id")).isEqualTo(id);
            }
        }
        try (ChatClient console = node.connect(kefu)) {
            List<JsonNode> all = console.messages(2);
            assertThat(text(all.getFirst(), "status")).isEqualTo("recalled");
            assertThat(text(all.getFirst(), "content")).isEmpty();
        }
        HttpResponse<String> history = get(kefu, "/api/messages/history/" + customer.id());
        assertThat(history.body()).doesNotContain("my secret");
        assertThat(number(parse(history.body()), "total")).isEqualTo(2);
        node.retire(kefu);
    }

    @Test
    void updatesUnreadCountsAndStatusesAfterARead() throws Exception {
        TestUser kefu = node.kefu();
        TestUser customer = node.customer();
        String conversation;
        try (ChatClient page = node.connect(customer)) {
            page.say("support", "one");
            page.say("support", "two");
            conversation = text(page.await("ack", data -> number(data, "seq") == 2), "conversation_id");
            JsonNode unread = parse(get(kefu, "/api/messages/unread").body());
            assertThat(number(unread, "total")).isEqualTo(2);
            assertThat(text(unread.get("conversations").get(0), "conversation_id"))
                    .isEqualTo(conversation);
            HttpResponse<String> read =
                    post(kefu, "/api/messages/read", "{\"conversation_id\":\"" + conversation + "\",\"seq\":1}");
            assertThat(read.body())
                    .isEqualTo(
                            "{\"conversation_id\":\"%s\",\"delivered_seq\":1,\"read_seq\":1}".formatted(conversation));
            assertThat(number(page.await("receipt"), "read_seq")).isEqualTo(1);
        }
        assertThat(number(parse(get(kefu, "/api/messages/unread").body()), "total"))
                .isEqualTo(1);
        JsonNode history = parse(get(customer, "/api/messages/history/" + customer.id() + "?after_seq=0")
                .body());
        assertThat(text(history.get("messages").get(0), "status")).isEqualTo("read");
        assertThat(text(history.get("messages").get(1), "status")).isEqualTo("sent");
        node.retire(kefu);
    }

    private static HttpResponse<String> get(TestUser by, String path) throws IOException, InterruptedException {
        return send(by, HttpRequest.newBuilder(node.uri().resolve(path)).GET());
    }

    private static HttpResponse<String> post(TestUser by, String path, String body)
            throws IOException, InterruptedException {
        return send(
                by,
                HttpRequest.newBuilder(node.uri().resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(TestUser by, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return node.http()
                .send(request.header("Authorization", "Bearer " + by.token()).build(), BodyHandlers.ofString());
    }
}
