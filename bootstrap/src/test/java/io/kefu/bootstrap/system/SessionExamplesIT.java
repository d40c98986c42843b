package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.redis.testing.AlsoOnCluster;
import org.junit.jupiter.api.Test;

/** The examples of the API's description for sessions and messages. */
@AlsoOnCluster
class SessionExamplesIT extends ApiExamples {
    @Test
    void sendsAndReadsMessages() {
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
        for (String reader : new String[] {customer, kefu, admin}) {
            assertAnswer(api.get(reader, "/api/messages/latest?count=10"), 200, "{\"messages\": " + both + "}");
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
    void opensASession() {
        String other = new TestAccounts(api).customer("user-of-session");
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
    void opensAWaitingSessionWithoutKefu() {
        TestAccounts staff = new TestAccounts(api);
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
    void listsSessions() {
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
}
