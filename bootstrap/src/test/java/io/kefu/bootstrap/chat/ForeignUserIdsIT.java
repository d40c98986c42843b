package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.text;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.bootstrap.system.TestAccounts;
import io.micronaut.json.tree.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users whose ids come from other systems: mail addresses, telephone numbers, OpenID subjects. */
class ForeignUserIdsIT {
    private static final String UPGRADE = String.join(
            "\r\n",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "");
    private static ChatNode node;
    private static Api api;
    private static TestAccounts staff;
    private static String admin;

    @BeforeAll
    static void start() {
        node = new ChatNode(Map.of());
        api = new Api(node.uri());
        staff = new TestAccounts(api);
        admin = staff.admin();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "john+tag@example.com, kefu|one, kefu",
        "+8613800138000, +8610, +86101",
        "auth0|5f7c8ec7, a|b|c, a|b",
        "wx:oAbc_12, k:1, k:1:2",
        "a=b~c, ~, ~~",
        "urn:x=|+~@.-_, =, ==",
        "..., kefu~, kefu."
    })
    void acceptsTheIdInEveryRouteAndFrame(String customer, String kefu, String other) {
        String customerToken = staff.customer(customer);
        String kefuToken = staff.kefu(kefu);
        assertThat(api.get(customerToken, "/api/users/" + encoded(customer)).text("user_id"))
                .isEqualTo(customer);
        assertThat(statusLine("GET", "/api/users/" + customer, customerToken)).contains(" 200 ");
        assertThat(statusLine("GET", "/api/messages/history/" + customer, admin))
                .contains(" 200 ");

        assertThat(statusLine("GET", "/api/users/" + customer.replace("+", "%20"), admin))
                .contains(customer.contains("+") ? " 404 " : " 200 ");
        assertThat(statusLine("GET", "/ws/" + customer, customerToken)).contains(" 101 ");
        try (ChatClient page = ChatClient.connect(node.http(), node.uri(), encoded(customer), customerToken);
                ChatClient console = ChatClient.connect(node.http(), node.uri(), encoded(kefu), kefuToken)) {
            page.say("support", "hello");
            JsonNode message = console.await("message");
            assertThat(text(message, "from_user_id")).isEqualTo(customer);
            String session = text(message, "session_id");
            assertThat(api.get(customerToken, "/api/sessions/" + session).text("kefu_id"))
                    .isEqualTo(kefu);
            page.await("notification", data -> text(data, "event").equals("session_assigned"));
            console.say(customer, "hi");
            assertThat(text(page.await("message"), "from_user_id")).isEqualTo(kefu);

            String otherToken = staff.kefu(other);
            Answer transferred = api.post(
                    kefuToken,
                    "/api/sessions/" + session + "/transfer",
                    "{\"to_kefu_id\": \"" + other + "\", \"note\": \"x\"}");
            assertThat(transferred.status()).as("%s", transferred).isEqualTo(200);
            assertThat(transferred.text("kefu_id")).isEqualTo(other);
            String kefuId = "{\"kefu_id\": \"" + other + "\"}";
            assertThat(api.post(otherToken, "/api/auth/kefu/heartbeat", kefuId).status())
                    .isEqualTo(200);
            assertThat(api.post(otherToken, "/api/auth/kefu/logout", kefuId).status())
                    .isEqualTo(200);
            assertThat(text(
                            page.await(
                                    "notification",
                                    data -> text(data, "event").equals("session_assigned")
                                            && text(data, "session.kefu_id").equals(kefu)),
                            "session.session_id"))
                    .isEqualTo(session);
            assertThat(api.post(kefuToken, "/api/sessions/" + session + "/close", "{}")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(api.post(kefuToken, "/api/auth/kefu/logout", "{\"kefu_id\": \"" + kefu + "\"}")
                        .status())
                .isEqualTo(200);
        Answer report = api.get(admin, "/api/analytics/kefu?start_date=2020-01-01&end_date=2020-01-01");
        assertThat(report.status()).isEqualTo(200);
        assertThat(statusLine("GET", "/api/users/" + encoded(customer) + "/export", customerToken))
                .contains(" 200 ");
        assertThat(api.get(customerToken, "/api/sessions/user/" + encoded(customer))
                        .text("total"))
                .isEqualTo("1");
    }

    @Test
    void refusesAnIdThatDiffersFromATakenOneOnlyByCase() {
        staff.kefu("Lee.Ann");
        for (String id : List.of("Lee.Ann", "lee.ann", "LEE.ANN", "Support", "SYSTEM", "ADMIN", "Online")) {
            String customer = "{\"user_id\": \"" + id + "\"}";
            String kefu = "{\"user_id\": \"" + id + "\", \"user_type\": \"kefu\", \"password\": \"password123\"}";
            for (Answer answer : List.of(api.post(null, "/api/users", customer), api.post(admin, "/api/users", kefu))) {
                assertThat(answer.status()).as("%s %s", id, answer).isEqualTo(409);
                assertThat(answer.text("error.code")).isEqualTo("CONFLICT");
            }
        }
    }

    @Test
    void acceptsTheLongestId() {
        String id = "x".repeat(128);
        String token =
                api.post(null, "/api/users", "{\"user_id\": \"" + id + "\"}").text("session_id");
        assertThat(api.get(token, "/api/users/" + id).text("user_id")).isEqualTo(id);
        Answer unnamed = api.post(null, "/api/users", "{\"user_id\": \"" + "y".repeat(128) + "\"}");
        assertThat(unnamed.status()).isEqualTo(201);
        assertThat(unnamed.text("username")).isEqualTo("y".repeat(64));
        assertThat(api.post(null, "/api/users", "{\"user_id\": \"" + "z".repeat(129) + "\"}")
                        .status())
                .isEqualTo(400);
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, UTF_8);
    }

    /** Sends the path without escaping, as some clients do, and returns the status line. */
    private static String statusLine(String method, String path, String token) {
        try (Socket socket = new Socket("localhost", node.uri().getPort())) {
            String connection = path.startsWith("/ws/") ? UPGRADE : "Connection: close\r\n";
            String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + connection
                    + "Authorization: Bearer " + token + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
