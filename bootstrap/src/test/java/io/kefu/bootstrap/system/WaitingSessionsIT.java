package io.kefu.bootstrap.system;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.redis.testing.AlsoOnCluster;
import io.micronaut.json.tree.JsonNode;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests what kefu may read and do before and after they take a waiting session, and the fields that callers see. */
@AlsoOnCluster
class WaitingSessionsIT {
    private static KefuNode node;
    private static Api api;
    private static TestAccounts staff;
    private static String one;
    private static String two;

    @BeforeAll
    static void start() {
        node = KefuNode.start(Map.of());
        api = new Api(node.uri());
        staff = new TestAccounts(api);
        one = staff.kefu("one", "客服一");
        two = staff.kefu("two", "客服二");
        // Busy kefu can take sessions, but get none from the queue.
        api.post(one, "/api/auth/kefu/heartbeat", "{\"kefu_id\": \"one\", \"status\": \"busy\"}");
        api.post(two, "/api/auth/kefu/heartbeat", "{\"kefu_id\": \"two\", \"status\": \"busy\"}");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Answer send(String token, String to, String content) {
        return api.post(
                token, "/api/messages/send", "{\"to_user_id\": \"%s\", \"content\": \"%s\"}".formatted(to, content));
    }

    @Test
    void letsKefuReadButNotWriteBeforeTakingASession() {
        String customer = staff.customer("waits", "李四");
        String session = send(customer, "support", "你好").text("session_id");
        Answer sent = send(customer, "support", "second");
        String file = api.call("POST", "/api/files/upload")
                .as(customer)
                .form(MultipartForm.file("a.txt", "text"))
                .send()
                .text("file_id");
        api.post(
                customer,
                "/api/messages/send",
                "{\"to_user_id\": \"support\", \"content\": \"%s\", \"msg_type\": \"file\"}".formatted(file));
        for (String kefu : new String[] {one, two}) {
            assertThat(api.get(kefu, "/api/messages/history/waits")
                            .node("total")
                            .getIntValue())
                    .isEqualTo(3);
            assertThat(api.get(kefu, "/api/messages/transcript/waits").body()).contains("你好");
            assertThat(api.get(kefu, "/api/files/" + file).status()).isEqualTo(200);
            assertThat(send(kefu, "waits", "x").status()).isEqualTo(403);
            assertThat(api.post(
                                    kefu,
                                    "/api/messages/read",
                                    "{\"conversation_id\": \"%s\", \"seq\": 1}".formatted(sent.text("conversation_id")))
                            .status())
                    .isEqualTo(404);
            assertThat(api.post(kefu, "/api/messages/" + sent.text("message_id") + "/recall", "")
                            .status())
                    .isIn(403, 404);
        }
        Answer taken = api.post(one, "/api/sessions/" + session + "/take", "");
        assertThat(taken.text("kefu_name")).as("%s", taken).isEqualTo("客服一");
        assertThat(api.get(one, "/api/messages/history/waits").status()).isEqualTo(200);
        assertThat(send(one, "waits", "x").status()).isEqualTo(200);
        assertThat(api.get(two, "/api/messages/history/waits").status()).isEqualTo(404);
        assertThat(api.get(two, "/api/messages/transcript/waits").status()).isEqualTo(404);
        assertThat(api.get(two, "/api/files/" + file).status()).isEqualTo(404);
        Answer back = api.post(one, "/api/sessions/" + session + "/transfer", "{}");
        assertThat(back.node("queue_position").getIntValue()).as("%s", back).isPositive();
        assertThat(back.node("kefu_name").isNull()).isTrue();
        assertThat(api.get(two, "/api/messages/history/waits").status()).isEqualTo(200);
    }

    @Test
    void listsCustomerAndLastMessageOfWaitingSessions() {
        String customer = staff.customer("asks", "王五");
        String session =
                api.post(customer, "/api/sessions", "{\"user_id\": \"asks\"}").text("session_id");
        JsonNode waiting = entry(session);
        assertThat(at(waiting, "username").getStringValue()).isEqualTo("王五");
        assertThat(waiting.get("last_message")).isNull();
        String face = "\uD83D\uDE00";
        Answer sent = send(customer, "support", face.repeat(130));
        JsonNode last = at(entry(session), "last_message");
        assertThat(at(last, "content").getStringValue()).isEqualTo(face.repeat(120));
        assertThat(at(last, "message_id").getStringValue()).isEqualTo(sent.text("message_id"));
        assertThat(at(last, "msg_type").getStringValue()).isEqualTo("text");
        assertThat(at(last, "from_user_id").getStringValue()).isEqualTo("asks");
        assertThat(at(last, "timestamp").getStringValue()).isEqualTo(sent.text("timestamp"));
        api.post(customer, "/api/messages/" + sent.text("message_id") + "/recall", "");
        JsonNode recalled = at(entry(session), "last_message");
        assertThat(at(recalled, "status").getStringValue()).isEqualTo("recalled");
        assertThat(at(recalled, "content").getStringValue()).isEmpty();
    }

    private static JsonNode entry(String session) {
        Answer page = api.get(one, "/api/sessions/waiting");
        for (JsonNode waiting : page.node("waiting_sessions").values()) {
            if (at(waiting, "session_id").getStringValue().equals(session)) {
                return waiting;
            }
        }
        throw new AssertionError(page.toString());
    }

    @Test
    void returnsTheQueuePositionWithEveryWaitingSession() {
        String customer = staff.customer("queues");
        String path = "/api/sessions";
        Answer opened = api.post(customer, path, "{\"user_id\": \"queues\"}");
        Answer again = api.post(customer, path, "{\"user_id\": \"queues\"}");
        assertThat(opened.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        Answer read = api.get(customer, path + "/" + opened.text("session_id"));
        Answer list = api.get(one, path + "/user/queues");
        JsonNode first = requireNonNull(list.node("sessions").get(0));
        int position = read.node("queue_position").getIntValue();
        assertThat(position).isPositive();
        assertThat(opened.node("queue_position").getIntValue()).isEqualTo(position);
        assertThat(again.node("queue_position").getIntValue()).isEqualTo(position);
        assertThat(at(first, "queue_position").getIntValue()).isEqualTo(position);
    }

    @Test
    void hidesPersonalDataOfColleagues() {
        Answer card = api.get(one, "/api/users/two");
        TreeSet<String> fields = new TreeSet<>();
        card.json().entries().forEach(field -> fields.add(field.getKey()));
        assertThat(fields).containsExactly("status", "user_id", "user_type", "username");
        assertThat(card.text("status")).isEqualTo("busy");
        assertThat(api.get(one, "/api/users/admin").text("user_type")).isEqualTo("admin");
        assertThat(api.get(staff.customer("curious"), "/api/users/two").status())
                .isEqualTo(404);
        assertThat(api.get(staff.admin(), "/api/users/two").text("created_at")).isNotEmpty();
        assertThat(api.get(two, "/api/users/two").text("created_at")).isNotEmpty();
    }

    @Test
    void returnsTheNewNameOfAKefuInTheirSessions() {
        String customer = staff.customer("served");
        String token = staff.kefu("three", "old");
        String session =
                api.post(token, "/api/sessions", "{\"user_id\": \"served\"}").text("session_id");
        assertThat(api.get(customer, "/api/sessions/" + session).text("kefu_name"))
                .isEqualTo("old");
        api.put(token, "/api/users/three", "{\"username\": \"新名\"}");
        assertThat(api.get(customer, "/api/sessions/" + session).text("kefu_name"))
                .isEqualTo("新名");
        assertThat(api.get(one, "/api/sessions/active").body()).contains("\"kefu_name\":\"新名\"");
        assertThat(api.get(customer, "/api/users/served/export").body()).contains("\"kefu_name\":\"新名\"");
        Answer closed = api.post(token, "/api/sessions/" + session + "/close", "{}");
        assertThat(closed.text("kefu_name")).isEqualTo("新名");
        api.post(token, "/api/auth/kefu/logout", "{\"kefu_id\": \"three\"}");
    }

    private static JsonNode at(JsonNode node, String field) {
        return requireNonNull(node.get(field), field);
    }
}
