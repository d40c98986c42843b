package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.bootstrap.wire.FrameSchemas;
import io.kefu.redis.testing.AlsoOnCluster;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The examples of the API's description for logins and users. */
@AlsoOnCluster
class UserExamplesIT extends ApiExamples {
    @Test
    void logsAKefuIn() {
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
    void acceptsAHeartbeatAndLogsAKefuOut() {
        String token = new TestAccounts(api).kefu("kefu002");
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
    void createsReadsAndChangesAUser() {
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
    void returnsNullForAMissingAddress() {
        assertAnswer(api.get(customer, "/api/users/user123"), 200, """
                {"user_id": "user123", "username": "李四", "email": null, "user_type": "customer",
                 "created_at": "<time>", "last_active": "<time>"}""");
        assertAnswer(api.get(kefu, "/api/users?user_type=kefu"), 200, "{\"users\": [{\"email\": null}]}");
    }

    @Test
    void listsUsers() {
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
    void listsConnectedUsersAsOnline() throws Exception {
        FirstFrame socketStart = new FirstFrame();
        WebSocket socket = Api.CLIENT
                .newWebSocketBuilder()
                .subprotocols("kefu.v1", "bearer." + customer)
                .buildAsync(URI.create("ws://localhost:" + node.uri().getPort() + "/ws/user123"), socketStart)
                .get(10, TimeUnit.SECONDS);
        socketStart.frame.get(10, TimeUnit.SECONDS);
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

    /** Completes a future with the first frame of a socket. */
    private static final class FirstFrame implements WebSocket.Listener {
        private final CompletableFuture<String> frame = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            FrameSchemas.SERVICE.checkReceived(text.toString());
            frame.complete(text.toString());
            socket.request(1);
            return null;
        }
    }
}
