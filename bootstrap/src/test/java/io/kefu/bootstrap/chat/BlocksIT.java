package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.redis.testing.AlsoOnCluster;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests blocks of users and networks over two nodes. */
@AlsoOnCluster
class BlocksIT {
    private static final Map<String, Object> BEHIND_PROXY = Map.of("kefu.http.trusted-proxies", "127.0.0.1");

    private static ChatNode one;
    private static ChatNode other;
    private static Api api;
    private static Api far;
    private static TestUser admin;

    @BeforeAll
    static void open() {
        one = new ChatNode(BEHIND_PROXY);
        other = one.beside(BEHIND_PROXY);
        api = new Api(one.uri());
        far = new Api(other.uri());
        admin = one.admin();
    }

    @AfterEach
    void clear() {
        one.clear();
    }

    @AfterAll
    static void close() {
        other.close();
        one.close();
    }

    private static String userBlock(String id) {
        return "{\"user_id\": \"%s\", \"reason\": \"广告\"}".formatted(id);
    }

    private static void assertBlocked(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(403);
        assertThat(answer.text("error.code")).isEqualTo("BLOCKED");
    }

    private static Answer say(Api node, TestUser from) {
        return node.post(from.token(), "/api/messages/send", "{\"to_user_id\": \"support\", \"content\": \"x\"}");
    }

    @Test
    void aBlockedCustomerIsCutOffOnEveryNodeUntilTheBlockEnds() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        String block;
        try (ChatClient console = one.connect(kefu);
                ChatClient page = other.connect(customer)) {
            page.say("support", "hello");
            page.await("ack");
            console.await("message");
            Answer blocked = api.post(kefu.token(), "/api/blocks", userBlock(customer.id()));
            assertThat(blocked.status()).as("%s", blocked).isEqualTo(201);
            block = blocked.text("block_id");
            assertThat(page.closing()).isEqualTo(new ChatClient.Closing(4003, "blocked"));
            console.await("notification", data -> text(data, "event").equals("blocks_changed"));
            console.await(
                    "notification",
                    data -> text(data, "event").equals("session_closed")
                            && text(data, "session.close_reason").equals("blocked"));
        }
        assertBlocked(say(far, customer));
        assertBlocked(far.post(customer.token(), "/api/sessions", "{\"user_id\": \"%s\"}".formatted(customer.id())));
        try (ChatClient refused = other.open(customer)) {
            assertThat(refused.closeCode()).isEqualTo(4003);
        }
        assertThat(far.get(customer.token(), "/api/messages/history/" + customer.id())
                        .status())
                .isEqualTo(200);
        assertThat(api.post(admin.token(), "/api/sessions", "{\"user_id\": \"%s\"}".formatted(customer.id()))
                        .status())
                .isEqualTo(409);
        assertThat(api.post(admin.token(), "/api/blocks", userBlock(customer.id()))
                        .status())
                .isEqualTo(409);
        assertThat(delete(kefu, block)).isEqualTo(200);
        assertThat(delete(kefu, block)).isEqualTo(404);
        // The node that ended the block knows it at once, other nodes within milliseconds.
        assertThat(say(api, customer).status()).isEqualTo(200);
    }

    private static int delete(TestUser by, String block) {
        return api.call("DELETE", "/api/blocks/" + block).as(by.token()).send().status();
    }

    @Test
    void kefuBlockOnlyTheirCustomersAndEndOnlyTheirBlocks() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        assertThat(api.post(kefu.token(), "/api/blocks", userBlock(customer.id()))
                        .status())
                .isEqualTo(403);
        assertThat(api.post(kefu.token(), "/api/blocks", userBlock(admin.id())).status())
                .isEqualTo(404);
        assertThat(api.post(admin.token(), "/api/blocks", userBlock(admin.id())).status())
                .isEqualTo(403);
        String block =
                api.post(admin.token(), "/api/blocks", userBlock(customer.id())).text("block_id");
        assertThat(delete(kefu, block)).isEqualTo(403);
        Answer listed = api.get(kefu.token(), "/api/blocks?page_size=1");
        assertThat(listed.node("blocks").get(0).get("block_id").getStringValue())
                .isEqualTo(block);
        assertThat(delete(admin, block)).isEqualTo(200);
    }

    @Test
    void aBlockedKefuCanOnlyLogOut() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        try (ChatClient console = other.connect(kefu)) {
            assertThat(say(api, customer).status()).isEqualTo(200);
            console.await("message");
            assertThat(api.post(admin.token(), "/api/blocks", userBlock(kefu.id()))
                            .status())
                    .isEqualTo(201);
            assertThat(console.closeCode()).isEqualTo(4003);
        }
        assertThat(api.get(admin.token(), "/api/sessions/waiting").text("total"))
                .isEqualTo("1");
        assertBlocked(far.get(kefu.token(), "/api/sessions/active"));
        assertBlocked(far.post(kefu.token(), "/api/auth/kefu/heartbeat", "{\"kefu_id\": \"%s\"}".formatted(kefu.id())));
        assertThat(far.post(kefu.token(), "/api/auth/kefu/logout", "{\"kefu_id\": \"%s\"}".formatted(kefu.id()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBlockedNetworkRefusesCustomersButNotStaff() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        String block;
        try (ChatClient page = connectFrom("2001:db8:7::1", customer);
                ChatClient elsewhere = other.connect(one.customer());
                ChatClient console = connectFrom("2001:db8:7::2", kefu)) {
            page.say("support", "hello");
            page.await("ack");
            console.await("message");
            block = network("2001:db8:7::/48", null).text("block_id");
            assertThat(page.closing()).isEqualTo(new ChatClient.Closing(4003, "blocked"));
            console.await("notification", data -> text(data, "event").equals("session_closed"));
            assertThat(elsewhere.untilPong("pong")).isEmpty();
            assertThat(console.untilPong("pong")).isEmpty();
        }
        assertBlocked(from("2001:db8:7:ffff::9", "/api/users", null, "{}"));
        assertBlocked(from("2001:db8:7::9", "/api/auth/customer/login", null, "{\"token\": \"a.b.c\"}"));
        assertBlocked(from(
                "2001:db8:7::9",
                "/api/messages/send",
                customer.token(),
                "{\"to_user_id\": \"support\", \"content\": \"x\"}"));
        assertThat(from("2001:db8:8::9", "/api/users", null, "{}").status()).isEqualTo(201);
        assertThat(from(
                                "2001:db8:7::9",
                                "/api/messages/send",
                                kefu.token(),
                                "{\"to_user_id\": \"%s\", \"content\": \"x\"}".formatted(admin.id()))
                        .status())
                .isEqualTo(200);
        assertThat(from(
                                "2001:db8:7::9",
                                "/api/auth/kefu/login",
                                null,
                                "{\"kefu_id\": \"%s\", \"password\": \"%s\"}".formatted(admin.id(), "wrong-password"))
                        .status())
                .isEqualTo(401);
        assertThat(delete(admin, block)).isEqualTo(200);
    }

    private static Answer network(String network, @Nullable Instant until) {
        return api.post(
                admin.token(),
                "/api/blocks",
                ChatClient.write(
                        until == null
                                ? Map.of("network", network, "reason", "bots")
                                : Map.of("network", network, "reason", "bots", "until", until.toString())));
    }

    private static Answer from(String address, String path, @Nullable String token, String json) {
        return far.call("POST", path)
                .as(token)
                .header("X-Forwarded-For", address)
                .json(json)
                .send();
    }

    private static ChatClient connectFrom(String address, TestUser user) {
        ChatClient client = ChatClient.connectFrom(other.http(), other.uri(), address, user.id(), user.token());
        client.await("connected");
        return client;
    }

    @Test
    void aBlockEndsByItself() {
        Answer blocked = network("198.51.100.7", Instant.now().plusSeconds(3));
        assertThat(blocked.text("network")).isEqualTo("198.51.100.7/32");
        while (from("198.51.100.7", "/api/users", null, "{}").status() == 403) {
            assertThat(Instant.now())
                    .isBefore(Instant.parse(blocked.text("until")).plusSeconds(20));
        }
        assertThat(api.get(admin.token(), "/api/blocks").body()).doesNotContain(blocked.text("block_id"));
        assertThat(delete(admin, blocked.text("block_id"))).isEqualTo(404);
    }

    @Test
    void refusesTheUpgradeWithTheCodeOfTheRefusal() {
        TestUser customer = one.customer();
        api.post(admin.token(), "/api/blocks", userBlock(customer.id()));
        assertThat(other.http()
                        .newWebSocketBuilder()
                        .header("Authorization", "Bearer " + customer.token())
                        .buildAsync(
                                ChatClient.socketUri(one.uri(), customer.id()),
                                new java.net.http.WebSocket.Listener() {})
                        .handle((socket, failure) -> failure))
                .succeedsWithin(java.time.Duration.ofSeconds(30))
                .asInstanceOf(InstanceOfAssertFactories.type(CompletionException.class))
                .extracting(Throwable::getCause)
                .asInstanceOf(InstanceOfAssertFactories.type(WebSocketHandshakeException.class))
                .extracting(refusal -> refusal.getResponse().statusCode())
                .isEqualTo(403);
    }

    @Test
    void theIdOfAnErasedCustomerStaysBlocked() {
        String id = "erased" + System.nanoTime();
        String token = api.post(null, "/api/users", "{\"user_id\": \"%s\"}".formatted(id))
                .text("session_id");
        String block = api.post(admin.token(), "/api/blocks", userBlock(id)).text("block_id");
        assertThat(api.call("DELETE", "/api/users/" + id).as(token).send().status())
                .isEqualTo(200);
        Answer listed = api.get(admin.token(), "/api/blocks");
        assertThat(listed.body()).contains(block).doesNotContain(id);
        assertBlocked(api.post(null, "/api/users", "{\"user_id\": \"%s\"}".formatted(id)));
        assertThat(delete(admin, block)).isEqualTo(200);
    }
}
