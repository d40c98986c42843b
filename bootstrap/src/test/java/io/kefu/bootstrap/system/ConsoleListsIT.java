package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.redis.testing.AlsoOnCluster;
import io.micronaut.json.tree.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the lists that the consoles of kefu show. */
@AlsoOnCluster
class ConsoleListsIT {
    private static KefuNode node;
    private static Api api;
    private static String admin;
    private static String kefu;
    private static String customer;
    /** The opened sessions, the first one closed, the second one active and the third one waiting. */
    private static Answer closed;

    private static Answer active;
    private static Answer waiting;

    @BeforeAll
    static void start() {
        node = KefuNode.start(Map.of());
        api = new Api(node.uri());
        TestAccounts staff = new TestAccounts(api);
        admin = staff.admin();
        kefu = staff.kefu("kefu1");
        closed = open(staff.customer("customer1"), "customer1");
        assertThat(api.post(kefu, "/api/sessions/" + id(closed) + "/close", "{}")
                        .status())
                .isEqualTo(200);
        assertThat(api.put(kefu, "/api/sessions/" + id(closed) + "/tags", "{\"tags\": [\"退款\"]}")
                        .status())
                .isEqualTo(200);
        customer = staff.customer("customer2");
        active = open(customer, "customer2");
        api.post(kefu, "/api/auth/kefu/heartbeat", "{\"kefu_id\": \"kefu1\", \"status\": \"away\"}");
        waiting = open(staff.customer("customer3"), "customer3");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Answer open(String customer, String id) {
        return api.post(customer, "/api/sessions", "{\"user_id\": \"%s\"}".formatted(id));
    }

    private static String id(Answer session) {
        return session.text("session_id");
    }

    @Test
    void listsTheSessionsThatFitAFilter() {
        assertSessions("", 3, waiting, active, closed);
        assertSessions("page=2&page_size=1", 3, active);
        assertSessions("status=waiting", 1, waiting);
        assertSessions("status=active", 1, active);
        assertSessions("status=closed", 1, closed);
        assertSessions("kefu_id=kefu1", 2, active, closed);
        assertSessions("kefu_id=kefu1&status=closed", 1, closed);
        assertSessions("tag=%E9%80%80%E6%AC%BE", 1, closed);
        assertSessions("tag=%E9%80%80%E6%AC%BE&status=active", 0);
        assertSessions("user_id=customer3", 1, waiting);
        assertSessions("user_id=customer3&kefu_id=kefu1", 0);
        assertSessions("from=" + active.text("created_at"), 2, waiting, active);
        assertSessions("to=" + active.text("created_at"), 1, closed);
    }

    @Test
    void activeSessionsHaveTheirNewestMessageAndTheNumberOfUnreadMessages() {
        String content = "🦊".repeat(121);
        for (int i = 0; i < 2; i++) {
            assertThat(api.post(
                                    customer,
                                    "/api/messages/send",
                                    "{\"to_user_id\": \"support\", \"content\": \"%s\"}".formatted(content))
                            .status())
                    .isEqualTo(200);
        }
        JsonNode session = Objects.requireNonNull(
                api.get(kefu, "/api/sessions/active").node("active_sessions").get(0));
        assertThat(text(session, "session_id")).isEqualTo(id(active));
        assertThat(text(session, "username")).isEqualTo("customer2");
        assertThat(Objects.requireNonNull(session.get("unread")).getIntValue()).isEqualTo(2);
        JsonNode last = Objects.requireNonNull(session.get("last_message"));
        assertThat(text(last, "from_user_id")).isEqualTo("customer2");
        assertThat(text(last, "msg_type")).isEqualTo("text");
        assertThat(text(last, "content")).isEqualTo("🦊".repeat(120));
    }

    @Test
    void kefuHaveAStatusAndTheNumberOfTheirSessions() {
        JsonNode listed = Objects.requireNonNull(
                api.get(kefu, "/api/users?user_type=kefu").node("users").get(0));
        assertThat(text(listed, "status")).isEqualTo("away");
        assertThat(Objects.requireNonNull(listed.get("open_sessions")).getIntValue())
                .isEqualTo(1);
    }

    @Test
    void anErasedCustomerLeavesNoSession() {
        String goes = api.post(null, "/api/users", "{\"user_id\": \"goes\"}").text("session_id");
        Answer session = open(goes, "goes");
        assertSessions("from=" + session.text("created_at"), 1, session);
        assertThat(api.call("DELETE", "/api/users/goes").as(admin).send().status())
                .isEqualTo(200);
        assertSessions("from=" + session.text("created_at"), 0);
    }

    private static void assertSessions(String query, int total, Answer... sessions) {
        Answer answer = api.get(kefu, "/api/sessions?" + query);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(StreamSupport.stream(answer.node("sessions").values().spliterator(), false)
                        .map(session -> text(session, "session_id")))
                .as(query)
                .containsExactly(Arrays.stream(sessions).map(ConsoleListsIT::id).toArray(String[]::new));
        assertThat(answer.node("total").getIntValue()).as(query).isEqualTo(total);
    }

    private static String text(JsonNode node, String name) {
        return Objects.requireNonNull(node.get(name)).getStringValue();
    }
}
