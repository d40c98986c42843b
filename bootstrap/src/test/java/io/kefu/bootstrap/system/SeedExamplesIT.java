package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.redis.testing.AlsoOnCluster;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every example of the API's original description, request and answer as they stand there. */
@AlsoOnCluster
class SeedExamplesIT {
    private static KefuNode node;
    private static Api api;
    private static String admin;
    private static String customer;
    private static Answer login;
    private static String kefu;
    private static String session;

    @BeforeAll
    static void start() {
        node = KefuNode.start(Map.of());
        api = new Api(node.uri());
        Staff staff = new Staff(api);
        admin = staff.admin();
        staff.kefu("kefu001", "客服小明");
        login = api.post(null, "/api/auth/kefu/login", """
                {
                    "kefu_id": "kefu001",
                    "password": "password123"
                }""");
        kefu = login.text("session_id");
        customer = staff.customer("user123", "李四");
        session = open().text("session_id");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Answer open() {
        return api.post(customer, "/api/sessions", """
                {
                    "user_id": "user123",
                    "session_type": "customer_service"
                }""");
    }

    private static void assertAnswer(Answer answer, int status, String example) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(Shape.faults(example, answer.json())).as("%s", answer).isEmpty();
    }

    @Test
    void aKefuLogsIn() {
        assertAnswer(login, 200, """
                {
                    "success": true,
                    "session_id": "/tok_.{32,}/",
                    "kefu_info": {
                        "kefu_id": "kefu001",
                        "name": "客服小明",
                        "status": "online"
                    }
                }""");
    }

    @Test
    void aKefuBeatsAndLogsOut() {
        String token = new Staff(api).kefu("kefu002");
        String body = """
                {
                    "kefu_id": "kefu002"
                }""";
        Answer beat = api.call("POST", "/api/auth/kefu/heartbeat")
                .header("Authorization", "Bearer " + token)
                .header("X-User-ID", "kefu002")
                .json(body)
                .send();
        assertAnswer(beat, 200, "{\"success\": true, \"status\": \"online\", \"lease_seconds\": 45}");
        assertAnswer(api.post(token, "/api/auth/kefu/logout", body), 200, "{\"success\": true}");
        assertThat(api.post(token, "/api/auth/kefu/heartbeat", body).status()).isEqualTo(401);
    }

    @Test
    void aMessageIsSentAndRead() {
        Answer asked = api.post(customer, "/api/messages/send", """
                {"to_user_id": "kefu001", "content": "你好", "msg_type": "text"}""");
        assertThat(asked.status()).as("%s", asked).isEqualTo(200);
        Answer sent = api.post(kefu, "/api/messages/send", """
                {
                    "to_user_id": "user123",
                    "content": "您好，有什么可以帮助您的吗？",
                    "msg_type": "text",
                    "metadata": {
                        "sender_name": "客服小明"
                    }
                }""");
        assertAnswer(sent, 200, """
                {
                    "message_id": "/msg_.+/",
                    "timestamp": "<time>",
                    "status": "sent"
                }""");
        String both = """
                [
                    {
                        "message_id": "%s",
                        "from_user_id": "kefu001",
                        "to_user_id": "user123",
                        "content": "您好，有什么可以帮助您的吗？",
                        "msg_type": "text",
                        "timestamp": "%s",
                        "metadata": {"sender_name": "客服小明"}
                    },
                    {
                        "message_id": "%s",
                        "from_user_id": "user123",
                        "to_user_id": "kefu001",
                        "content": "你好",
                        "msg_type": "text",
                        "timestamp": "%s",
                        "metadata": {"sender_name": "李四"}
                    }
                ]""".formatted(
                sent.text("message_id"), sent.text("timestamp"), asked.text("message_id"), asked.text("timestamp"));
        assertAnswer(api.get(customer, "/api/messages/history/user123?page=1&page_size=20"), 200, """
                {
                    "messages": %s,
                    "total": 2,
                    "page": 1,
                    "page_size": 20
                }""".formatted(both));
        for (String who : new String[] {customer, kefu, admin}) {
            assertAnswer(api.get(who, "/api/messages/latest?count=10"), 200, "{\"messages\": " + both + "}");
        }
        assertAnswer(api.get(kefu, "/api/sessions/" + session), 200, """
                {
                    "session_id": "%s",
                    "user_id": "user123",
                    "kefu_id": "kefu001",
                    "status": "active",
                    "created_at": "<time>",
                    "messages_count": 2
                }""".formatted(session));
    }

    @Test
    void aUserIsMadeReadAndChanged() {
        String made = """
                {
                    "user_id": "user456",
                    "username": "张三",
                    "email": "zhangsan@example.com",
                    "user_type": "customer",
                    "created_at": "<time>",
                    "last_active": "<time>"
                }""";
        Answer created = api.post(null, "/api/users", """
                {
                    "user_id": "user456",
                    "username": "张三",
                    "email": "zhangsan@example.com",
                    "user_type": "customer"
                }""");
        assertAnswer(created, 201, made);
        String own = created.text("session_id");
        assertAnswer(api.get(own, "/api/users/user456"), 200, made);
        Answer changed = api.put(own, "/api/users/user456", """
                {
                    "username": "张三更新",
                    "email": "zhangsan_new@example.com"
                }""");
        String now = made.replace("张三", "张三更新").replace("zhangsan@", "zhangsan_new@");
        assertAnswer(changed, 200, now);
        assertAnswer(api.get(own, "/api/users/user456"), 200, now);
    }

    @Test
    void whatIsUnknownIsNull() {
        assertAnswer(api.get(customer, "/api/users/user123"), 200, """
                {"user_id": "user123", "username": "李四", "email": null, "user_type": "customer",
                 "created_at": "<time>", "last_active": "<time>"}""");
        assertAnswer(api.get(kefu, "/api/users?user_type=kefu"), 200, "{\"users\": [{\"email\": null}]}");
    }

    @Test
    void aSessionThatWaitsHasNoKefu() {
        Staff staff = new Staff(api);
        assertThat(api.post(kefu, "/api/auth/kefu/heartbeat", "{\"kefu_id\": \"kefu001\", \"status\": \"away\"}")
                        .status())
                .isEqualTo(200);
        String waiting = staff.customer("user-waiting");
        Answer opened = api.post(waiting, "/api/sessions", "{\"user_id\": \"user-waiting\"}");
        assertAnswer(opened, 201, "{\"status\": \"waiting\", \"kefu_id\": null}");
        assertAnswer(api.get(waiting, "/api/sessions/" + opened.text("session_id")), 200, """
                {"status": "waiting", "kefu_id": null, "messages_count": 0, "queue_position": 1}""");
    }

    @Test
    void usersAreListed() {
        assertAnswer(api.get(kefu, "/api/users?page=1&page_size=20&user_type=customer"), 200, """
                {
                    "users": [
                        {
                            "user_id": "<text>",
                            "username": "<text>",
                            "user_type": "customer",
                            "created_at": "<time>",
                            "last_active": "<time>"
                        }
                    ],
                    "total": "<number>",
                    "page": 1,
                    "page_size": 20
                }""");
    }

    @Test
    void whoIsConnectedIsOnline() throws Exception {
        Greeted greeted = new Greeted();
        WebSocket socket = Api.CLIENT
                .newWebSocketBuilder()
                .subprotocols("kefu.v1", "bearer." + customer)
                .buildAsync(URI.create("ws://localhost:" + node.uri().getPort() + "/ws/user123"), greeted)
                .get(10, TimeUnit.SECONDS);
        greeted.first.get(10, TimeUnit.SECONDS);
        Answer online = api.get(kefu, "/api/users/online");
        socket.abort();
        assertAnswer(online, 200, """
                {
                    "online_users": [
                        {
                            "user_id": "user123",
                            "username": "李四",
                            "last_active": "<time>"
                        }
                    ],
                    "total": "<number>"
                }""");
    }

    @Test
    void aSessionIsOpened() {
        String other = new Staff(api).customer("user-of-session");
        Answer opened = api.post(other, "/api/sessions", """
                {
                    "user_id": "user-of-session",
                    "session_type": "customer_service"
                }""");
        assertAnswer(opened, 201, """
                {
                    "session_id": "/sess_.+/",
                    "created_at": "<time>",
                    "status": "/active|waiting/",
                    "session_type": "customer_service"
                }""");
        assertAnswer(open(), 200, """
                {"session_id": "%s", "created_at": "<time>", "status": "active"}""".formatted(session));
    }

    @Test
    void sessionsAreListed() {
        String one = """
                {
                    "session_id": "%s",
                    "user_id": "user123",
                    "kefu_id": "kefu001",
                    "status": "active",
                    "created_at": "<time>",
                    "messages_count": "<number>"
                }""".formatted(session);
        assertAnswer(api.get(customer, "/api/sessions/user/user123?status=active"), 200, """
                {
                    "sessions": [%s],
                    "total": 1
                }""".formatted(one));
        assertAnswer(api.get(kefu, "/api/sessions/active"), 200, """
                {
                    "active_sessions": [{
                        "session_id": "<text>", "user_id": "<text>", "kefu_id": "<text>", "status": "active",
                        "created_at": "<time>", "messages_count": "<number>"
                    }],
                    "total": "<number>"
                }""");
    }

    @Test
    void messagesAreCounted() {
        Answer nothing = api.get(kefu, "/api/analytics/messages?start_date=2001-01-01&end_date=2001-01-31");
        assertAnswer(nothing, 200, """
                {
                    "total_messages": 0,
                    "daily_average": 0,
                    "peak_hour": "00:00",
                    "message_types": {
                        "text": 0,
                        "image": 0,
                        "file": 0
                    }
                }""");
        long before = textsAroundToday();
        String message = "{\"to_user_id\": \"support\", \"content\": \"x\"}";
        assertThat(api.post(customer, "/api/messages/send", message).status()).isEqualTo(200);
        assertThat(textsAroundToday()).isEqualTo(before + 1);
    }

    private static long textsAroundToday() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return api.get(
                        kefu,
                        "/api/analytics/messages?start_date=%s&end_date=%s"
                                .formatted(today.minusDays(1), today.plusDays(1)))
                .node("message_types.text")
                .getLongValue();
    }

    @Test
    void customersAreCounted() {
        Answer answer = api.get(kefu, "/api/analytics/users?period=7d");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.node("active_users").getLongValue()).isPositive();
        assertThat(answer.node("returning_users").getLongValue()).isZero();
        assertThat(answer.text("average_session_duration")).matches("\\d+s|\\d+m|\\d+h\\d\\dm");
        assertThat(answer.node("new_users")).isEqualTo(answer.node("active_users"));
    }

    @Test
    void theServiceIsHealthy() {
        assertAnswer(api.get(null, "/api/health"), 200, """
                {
                    "status": "healthy",
                    "timestamp": "<time>",
                    "services": {
                        "redis": "connected",
                        "websocket": "running"
                    }
                }""");
    }

    @Test
    void errorsHaveOneBody() {
        String error = """
                {
                    "error": {
                        "code": "%s",
                        "message": "<text>",
                        "details": {}
                    },
                    "timestamp": "<time>"
                }""";
        assertAnswer(api.get(kefu, "/api/users?page=0"), 400, """
                {
                    "error": {
                        "code": "INVALID_PARAMETER",
                        "message": "<text>",
                        "details": {
                            "page": "<text>"
                        }
                    },
                    "timestamp": "<time>"
                }""");
        assertAnswer(api.get(null, "/api/users"), 401, error.formatted("UNAUTHORIZED"));
        assertAnswer(api.get(customer, "/api/users"), 403, error.formatted("FORBIDDEN"));
        assertAnswer(api.get(kefu, "/api/users/nobody"), 404, error.formatted("USER_NOT_FOUND"));
        assertAnswer(
                api.get(kefu, "/api/sessions/sess_0123456789abcdef01234567"),
                404,
                error.formatted("SESSION_NOT_FOUND"));
        assertAnswer(api.get(null, "/api/nowhere"), 404, error.formatted("ROUTE_NOT_FOUND"));
        assertAnswer(api.get(null, "/nowhere"), 404, error.formatted("ROUTE_NOT_FOUND"));
        assertAnswer(api.put(kefu, "/api/users", "{}"), 405, error.formatted("METHOD_NOT_ALLOWED"));
        Answer malformed = api.post(customer, "/api/messages/send", "{\"to_user_id\": ");
        assertAnswer(malformed, 400, error.formatted("INVALID_PARAMETER"));
        Answer large = api.post(customer, "/api/messages/send", "{\"content\": \"" + "x".repeat(70_000) + "\"}");
        assertAnswer(large, 413, error.formatted("PAYLOAD_TOO_LARGE"));
        String textOnly = api.call("POST", "/api/messages/send")
                .as(customer)
                .header("Content-Type", "text/plain")
                .send()
                .text("error.code");
        assertThat(textOnly).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    /** Knows when the node has said its first word on a socket. */
    private static final class Greeted implements WebSocket.Listener {
        private final CompletableFuture<String> first = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            first.complete(text.toString());
            socket.request(1);
            return null;
        }
    }
}
