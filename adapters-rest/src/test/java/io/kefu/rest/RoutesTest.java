package io.kefu.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.user.UserId;
import io.kefu.rest.RestServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks the fields of the answers. */
class RoutesTest {
    private static final String NOW = "2024-01-01T12:00:00.123Z";
    private RestServer server = new RestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aKefuLogsInSendsAHeartbeatAndLogsOut() {
        Answer in = server.post(null, "/api/auth/kefu/login", "{\"kefu_id\":\"kefu001\",\"password\":\"password123\"}");
        assertThat(in.status()).isEqualTo(200);
        assertThat(in.body())
                .matches("\\{\"success\":true,\"session_id\":\"tok_[A-Za-z0-9_-]{34}\","
                        + "\"expires_at\":\"2024-01-02T12:00:00.123Z\",\"kefu_info\":\\{\"kefu_id\":\"kefu001\","
                        + "\"name\":\"客服小明\",\"status\":\"online\",\"user_type\":\"kefu\"}}");
        String bearer = "Bearer " + in.text("session_id");
        Answer beat = server.call("POST", "/api/auth/kefu/heartbeat")
                .header("Authorization", bearer)
                .json("{\"kefu_id\":\"kefu001\",\"status\":\"busy\"}")
                .send();
        assertThat(beat.body()).isEqualTo("{\"success\":true,\"status\":\"busy\",\"lease_seconds\":45}");
        Answer wrong = server.call("POST", "/api/auth/kefu/heartbeat")
                .header("Authorization", bearer)
                .json("{\"kefu_id\":\"kefu001\",\"status\":\"offline\"}")
                .send();
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text("error.details.status")).isNotBlank();
        Answer another = server.call("POST", "/api/auth/kefu/logout")
                .header("Authorization", bearer)
                .json("{\"kefu_id\":\"kefu002\"}")
                .send();
        assertThat(another.status()).isEqualTo(403);
        Answer out = server.call("POST", "/api/auth/kefu/logout")
                .header("Authorization", bearer)
                .json("{\"kefu_id\":\"kefu001\"}")
                .send();
        assertThat(out.body()).isEqualTo("{\"success\":true}");
        assertThat(server.call("GET", "/api/users")
                        .header("Authorization", bearer)
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aWrongIdAndAWrongPasswordGetTheSameAnswer() {
        Answer id = server.post(null, "/api/auth/kefu/login", "{\"kefu_id\":\"kefu999\",\"password\":\"password123\"}");
        Answer password =
                server.post(null, "/api/auth/kefu/login", "{\"kefu_id\":\"kefu001\",\"password\":\"password124\"}");
        assertThat(id.status()).isEqualTo(401).isEqualTo(password.status());
        assertThat(id.text("error.code")).isEqualTo(password.text("error.code"));
        assertThat(id.text("error.message")).isEqualTo(password.text("error.message"));
    }

    @Test
    void aCustomerLogsInWithAnIdentityToken() {
        Answer in = server.post(null, "/api/auth/customer/login", "{\"token\":\"for:user9\"}");
        assertThat(in.status()).as("%s", in.body()).isEqualTo(200);
        assertThat(in.text("success")).isEqualTo("true");
        assertThat(in.text("session_id")).startsWith("tok_");
        assertThat(in.text("expires_at")).isEqualTo("2024-01-31T12:00:00.123Z");
        assertThat(in.text("user_info.user_id")).isEqualTo("user9");
        assertThat(server.post(null, "/api/auth/customer/login", "{\"token\":\"x\"}")
                        .status())
                .isEqualTo(401);
        Answer out = server.call("POST", "/api/auth/logout")
                .header("Authorization", "Bearer " + in.text("session_id"))
                .send();
        assertThat(out.body()).isEqualTo("{\"success\":true}");
        assertThat(server.call("GET", "/api/users/user9")
                        .header("Authorization", "Bearer " + in.text("session_id"))
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aCustomerSignsUp() {
        Answer created = server.post(
                null,
                "/api/users",
                "{\"user_id\":\"user456\",\"username\":\"张三\",\"email\":\"zhangsan@example.com\","
                        + "\"user_type\":\"customer\",\"metadata\":{\"vipLevel\":1.50,\"a\":[null]}}");
        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        assertThat(created.body())
                .startsWith("{\"user_id\":\"user456\",\"username\":\"张三\",\"email\":\"zhangsan@example.com\","
                        + "\"user_type\":\"customer\",\"created_at\":\"" + NOW + "\",\"last_active\":\"" + NOW + "\","
                        + "\"metadata\":{\"vipLevel\":1.5")
                .contains("\"a\":[null]", "\"session_id\":\"tok_", "\"expires_at\":\"2024-01-31T12:00:00.123Z\"");
        Answer own = server.call("GET", "/api/users/user456")
                .header("Authorization", "bearer " + created.text("session_id"))
                .send();
        assertThat(own.text("email")).isEqualTo("zhangsan@example.com");
        assertThat(server.post(null, "/api/users", "{\"user_type\":\"kefu\",\"password\":\"password1\"}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void lengthsCountCodePoints() {
        String name = "{\"username\": \"%s\"}";
        assertThat(server.post(null, "/api/users", name.formatted("😀".repeat(64)))
                        .status())
                .isEqualTo(201);
        assertThat(server.post(null, "/api/users", name.formatted("😀".repeat(65)))
                        .text("error.details.username"))
                .contains("64");
        String rating = "{\"score\": 5, \"comment\": \"%s\"}";
        String path = "/api/sessions/sess_789012/rating";
        assertThat(server.post(RestServer.CUSTOMER, path, rating.formatted("😀".repeat(1_000)))
                        .status())
                .isEqualTo(404);
        assertThat(server.post(RestServer.CUSTOMER, path, rating.formatted("😀".repeat(1_001)))
                        .status())
                .isEqualTo(400);
        assertThat(server.post(RestServer.CUSTOMER, path, rating.formatted(" ")).status())
                .isEqualTo(400);
        String kefu = "{\"user_type\": \"kefu\", \"password\": \"%s\"}";
        assertThat(server.post(RestServer.ADMIN, "/api/users", kefu.formatted("😀".repeat(128)))
                        .status())
                .isEqualTo(201);
        for (String password : new String[] {"😀".repeat(129), "😀".repeat(7), "e\u0301".repeat(7)}) {
            assertThat(server.post(RestServer.ADMIN, "/api/users", kefu.formatted(password))
                            .text("error.details.password"))
                    .contains("128");
        }
    }

    @Test
    void anAdminCreatesAKefu() {
        String json = "{\"user_id\":\"kefu002\",\"username\":\"小红\",\"user_type\":\"kefu\","
                + "\"password\":\"password1\",\"max_sessions\":3,\"skills\":[\"b\",\"a\"]}";
        assertThat(server.post(RestServer.KEFU, "/api/users", json).status()).isEqualTo(403);
        Answer created = server.post(RestServer.ADMIN, "/api/users", json);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body())
                .isEqualTo("{\"user_id\":\"kefu002\",\"username\":\"小红\",\"email\":null,\"user_type\":\"kefu\","
                        + "\"created_at\":\"" + NOW + "\",\"last_active\":\"" + NOW
                        + "\",\"max_sessions\":3,\"skills\":[\"a\",\"b\"]}");
    }

    @Test
    void aUserIsUpdated() {
        Answer changed = server.call("PUT", "/api/users/user123")
                .as(RestServer.CUSTOMER)
                .json("{\"username\":\"张三更新\",\"email\":\"zhangsan_new@example.com\",\"unknown\":1}")
                .send();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body())
                .isEqualTo("{\"user_id\":\"user123\",\"username\":\"张三更新\",\"email\":\"zhangsan_new@example.com\","
                        + "\"user_type\":\"customer\",\"created_at\":\"" + NOW + "\",\"last_active\":\"" + NOW + "\"}");
        assertThat(server.call("PUT", "/api/users/kefu001")
                        .as(RestServer.CUSTOMER)
                        .json("{}")
                        .send()
                        .text("error.code"))
                .isEqualTo("USER_NOT_FOUND");
    }

    @Test
    void usersAreListed() {
        Answer page = server.get(RestServer.KEFU, "/api/users?page=1&page_size=20&user_type=customer");
        assertThat(page.body())
                .isEqualTo("{\"users\":[{\"user_id\":\"user123\",\"username\":\"李四\",\"email\":null,"
                        + "\"user_type\":\"customer\",\"created_at\":\"" + NOW + "\",\"last_active\":\"" + NOW
                        + "\"}],\"total\":1,\"page\":1,\"page_size\":20}");
        Answer none = server.get(RestServer.KEFU, "/api/users?page=7");
        assertThat(none.body()).isEqualTo("{\"users\":[],\"total\":3,\"page\":7,\"page_size\":20}");
        server.post(RestServer.KEFU, "/api/auth/kefu/heartbeat", "{\"kefu_id\":\"kefu001\"}");
        assertThat(server.get(RestServer.KEFU, "/api/users/online").body())
                .isEqualTo("{\"online_users\":[{\"user_id\":\"kefu001\",\"username\":\"客服小明\","
                        + "\"user_type\":\"kefu\",\"last_active\":\"" + NOW
                        + "\"}],\"total\":1,\"page\":1,\"page_size\":20}");
    }

    @Test
    void aMessageIsSentAndRead() {
        Answer sent = server.post(
                RestServer.CUSTOMER,
                "/api/messages/send",
                "{\"to_user_id\":\"support\",\"content\":\"你好\",\"msg_type\":\"text\",\"client_msg_id\":\"c-1\","
                        + "\"metadata\":{\"sender_name\":\"别人\",\"camelCase\":true}}");
        assertThat(sent.status()).as("%s", sent.body()).isEqualTo(200);
        assertThat(sent.body())
                .matches("\\{\"message_id\":\"msg_[A-Za-z0-9_-]{28}\",\"timestamp\":\"" + NOW
                        + "\",\"status\":\"sent\",\"seq\":1,\"conversation_id\":\"conv_[A-Za-z0-9_-]{16}\","
                        + "\"session_id\":\"sess_[A-Za-z0-9_-]{24}\"}");
        String message = "{\"message_id\":\"" + sent.text("message_id")
                + "\",\"from_user_id\":\"user123\",\"to_user_id\":\"support\",\"content\":\"你好\",\"msg_type\":\"text\","
                + "\"timestamp\":\"" + NOW
                + "\",\"status\":\"sent\",\"metadata\":{\"sender_name\":\"李四\",\"camelCase\":true},"
                + "\"seq\":1,\"conversation_id\":\"" + sent.text("conversation_id") + "\",\"session_id\":\""
                + sent.text("session_id") + "\",\"client_msg_id\":\"c-1\"}";
        assertThat(server.get(RestServer.CUSTOMER, "/api/messages/history/user123?page=1&page_size=20")
                        .body())
                .isEqualTo("{\"messages\":[" + message + "],\"total\":1,\"page\":1,\"page_size\":20}");
        assertThat(server.get(RestServer.ADMIN, "/api/messages/latest?count=10").body())
                .isEqualTo("{\"messages\":[" + message + "]}");
        // The kefu comes online and gets the waiting session.
        server.post(RestServer.KEFU, "/api/auth/kefu/heartbeat", "{\"kefu_id\":\"kefu001\"}");
        Answer toKefu = server.post(
                RestServer.CUSTOMER, "/api/messages/send", "{\"to_user_id\":\"kefu001\",\"content\":\"在吗\"}");
        assertThat(toKefu.status()).isEqualTo(200);
        assertThat(server.get(RestServer.CUSTOMER, "/api/messages/latest?count=1")
                        .text("messages.0.to_user_id"))
                .isEqualTo("kefu001");
    }

    @Test
    void theLengthOfAContentCountsCodePoints() {
        String emoji = "😀".repeat(4_000);
        String json = "{\"to_user_id\":\"support\",\"content\":\"%s\"}";
        assertThat(server.post(RestServer.CUSTOMER, "/api/messages/send", json.formatted(emoji))
                        .status())
                .isEqualTo(200);
        Answer tooLong = server.post(RestServer.CUSTOMER, "/api/messages/send", json.formatted(emoji + "x"));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.text("error.details.content")).contains("4000");
    }

    @Test
    void aRefusedSendIsAnswered() {
        String message = "{\"to_user_id\":\"%s\",\"content\":\"%s\",\"client_msg_id\":\"c-1\"}";
        assertThat(server.post(RestServer.KEFU, "/api/messages/send", message.formatted("user123", "a"))
                        .text("error.code"))
                .isEqualTo("FORBIDDEN");
        server.post(RestServer.CUSTOMER, "/api/messages/send", message.formatted("support", "a"));
        assertThat(server.post(RestServer.CUSTOMER, "/api/messages/send", message.formatted("support", "b"))
                        .text("error.code"))
                .isEqualTo("CONFLICT");
        server.post(RestServer.KEFU, "/api/auth/kefu/heartbeat", "{\"kefu_id\":\"kefu001\"}");
        String session =
                server.get(RestServer.KEFU, "/api/sessions/user/user123").text("sessions.0.session_id");
        assertThat(server.post(RestServer.KEFU, "/api/sessions/" + session + "/close", "{}")
                        .status())
                .isEqualTo(200);
        assertThat(server.post(RestServer.KEFU, "/api/messages/send", message.formatted("user123", "a"))
                        .text("error.code"))
                .isEqualTo("SESSION_CLOSED");
    }

    @Test
    void aSessionIsOpenedOnce() {
        String json = "{\"user_id\":\"user123\",\"session_type\":\"customer_service\",\"metadata\":{\"page\":\"/a\"}}";
        Answer opened = server.post(RestServer.CUSTOMER, "/api/sessions", json);
        assertThat(opened.status()).as("%s", opened.body()).isEqualTo(201);
        assertThat(opened.body())
                .matches(
                        "\\{\"session_id\":\"sess_[A-Za-z0-9_-]{24}\",\"user_id\":\"user123\",\"username\":\"李四\",\"kefu_id\":null,"
                                + "\"status\":\"waiting\",\"created_at\":\"" + NOW + "\",\"messages_count\":0,"
                                + "\"session_type\":\"customer_service\",\"conversation_id\":\"conv_[A-Za-z0-9_-]{16}\","
                                + ".*\"metadata\":\\{\"page\":\"/a\"}}");
        Answer again = server.post(RestServer.CUSTOMER, "/api/sessions", json);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("session_id")).isEqualTo(opened.text("session_id"));
        Answer read = server.get(RestServer.CUSTOMER, "/api/sessions/" + opened.text("session_id"));
        assertThat(read.text("queue_position")).isEqualTo("1");
        Answer list = server.get(RestServer.KEFU, "/api/sessions/user/user123?status=waiting");
        assertThat(list.text("sessions.0.session_id")).isEqualTo(opened.text("session_id"));
        assertThat(list.text("total")).isEqualTo("1");
        assertThat(server.get(RestServer.KEFU, "/api/sessions/user/user123?status=closed")
                        .body())
                .isEqualTo("{\"sessions\":[],\"total\":0,\"page\":1,\"page_size\":20}");
        Answer waiting = server.get(RestServer.KEFU, "/api/sessions/waiting");
        assertThat(waiting.text("waiting_sessions.0.user_id")).isEqualTo("user123");
        assertThat(waiting.text("waiting_sessions.0.queue_position")).isEqualTo("1");
        assertThat(waiting.text("total")).isEqualTo("1");
        assertThat(server.get(RestServer.KEFU, "/api/sessions/active").text("total"))
                .isEqualTo("0");
        assertThat(server.post(RestServer.KEFU, "/api/sessions", "{\"user_id\":\"" + new UserId("nobody") + "\"}")
                        .text("error.code"))
                .isEqualTo("USER_NOT_FOUND");
    }

    @Test
    void healthReflectsTheStore() {
        Answer well = server.get(null, "/api/health");
        assertThat(well.status()).isEqualTo(200);
        assertThat(well.body())
                .isEqualTo("{\"status\":\"healthy\",\"timestamp\":\"" + NOW
                        + "\",\"services\":{\"redis\":\"connected\",\"websocket\":\"running\"}}");
        server.bean(Stubs.Health.class).answers = false;
        Answer ill = server.get(null, "/api/health");
        assertThat(ill.status()).isEqualTo(503);
        assertThat(ill.text("status")).isEqualTo("unhealthy");
        assertThat(ill.text("services.redis")).isEqualTo("disconnected");
    }
}
