package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.bootstrap.wire.FrameSchemas;
import io.kefu.domain.user.UserId;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.testing.Deadline;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.sync.RedisCommands;
import io.micronaut.context.env.Environment;
import io.micronaut.json.tree.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the export and the erasure of all data of a user. */
class ErasureIT {
    /** Longer than a lease and its grace, after which presence has ended. */
    private static final Duration ERASED_WITHIN = Duration.ofSeconds(90);

    private static final String WORDS = "between-you-and-me";
    private static final String NAME = "Nobody Any More";
    private static final String EMAIL = "gone@example.com";

    private static KefuNode node;
    private static Api api;
    private static TestAccounts staff;
    private static String admin;
    private static String kefu;

    @BeforeAll
    static void start() {
        node = KefuNode.start(Map.of());
        api = new Api(node.uri());
        staff = new TestAccounts(api);
        admin = staff.admin();
        kefu = staff.kefu("kefu1");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void removesAllDataOfAnErasedCustomer() {
        String other = staff.customer("stays");
        createData(other, "stays");
        String token = staff.customer("goes", NAME);
        api.put(token, "/api/users/goes", "{\"email\": \"%s\", \"metadata\": {\"city\": \"x\"}}".formatted(EMAIL));
        createData(token, "goes");
        String file = api.call("POST", "/api/files/upload")
                .as(token)
                .form(MultipartForm.file("a.txt", "a text"))
                .send()
                .text("file_id");
        assertThat(api.post(
                                token,
                                "/api/messages/send",
                                "{\"to_user_id\": \"support\", \"content\": \"%s\", \"msg_type\": \"file\"}"
                                        .formatted(file))
                        .status())
                .isEqualTo(200);
        assertThat(api.get(admin, "/api/files/" + file).status()).isEqualTo(200);
        Listener closed = new Listener();
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI socket = URI.create(node.uri().toString().replaceFirst("^http", "ws") + "/ws/goes");
            http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .buildAsync(socket, closed)
                    .join();
            closed.greeted.join();
            assertThat(traces()).isNotEmpty();
            Answer erased = api.call("DELETE", "/api/users/goes").as(token).send();
            assertThat(erased.status()).as("%s", erased).isEqualTo(200);
            assertThat(closed.code.join()).isEqualTo(4001);
        }
        assertThat(api.get(token, "/api/users/goes").status()).isEqualTo(401);
        assertThat(api.get(admin, "/api/users/goes").status()).isEqualTo(404);
        assertThat(api.get(admin, "/api/files/" + file).status()).isEqualTo(404);
        assertThat(api.get(admin, "/api/messages/history/goes").status()).isEqualTo(404);
        Deadline deadline = new Deadline(ERASED_WITHIN, "Redis still has data of the erased user");
        List<String> left = traces();
        while (!left.isEmpty()) {
            deadline.check();
            left = traces();
        }
        assertThat(api.get(other, "/api/messages/history/stays").node("total").getIntValue())
                .isEqualTo(api.get(other, "/api/messages/history/stays?page_size=100")
                        .node("messages")
                        .size());
        assertThat(api.get(kefu, "/api/messages/latest?count=100").body()).doesNotContain(NAME, "goes");
        assertThat(api.post(null, "/api/users", "{\"user_id\": \"goes\"}").status())
                .as("the same id right after the erasure")
                .isEqualTo(409);
        endReservation();
        String again = staff.customer("goes");
        assertThat(api.get(again, "/api/messages/history/goes").node("total").getIntValue())
                .isZero();
    }

    @Test
    void keepsTheConversationsOfAnErasedKefu() {
        String doomed = staff.kefu("doomed");
        api.post(kefu, "/api/auth/kefu/heartbeat", "{\"kefu_id\": \"kefu1\", \"status\": \"away\"}");
        String customer = staff.customer("served");
        api.post(doomed, "/api/sessions", "{\"user_id\": \"served\"}");
        say(doomed, "served", "hello", "c1");
        say(doomed, "kefu1", "psst", "c2");
        assertThat(api.call("DELETE", "/api/users/doomed").as(admin).send().status())
                .isEqualTo(200);
        assertThat(api.get(doomed, "/api/messages/latest").status()).isEqualTo(401);
        assertThat(api.post(null, "/api/auth/kefu/login", TestAccounts.login("doomed", TestAccounts.PASSWORD))
                        .status())
                .isEqualTo(401);
        assertThat(api.get(customer, "/api/messages/history/served").body()).contains("hello");
        assertThat(api.get(customer, "/api/sessions/user/served?status=waiting")
                        .node("total")
                        .getIntValue())
                .isEqualTo(1);
        assertThat(api.get(admin, "/api/users?user_type=kefu").body()).doesNotContain("doomed");
        api.post(kefu, "/api/auth/kefu/heartbeat", "{\"kefu_id\": \"kefu1\", \"status\": \"online\"}");
    }

    @Test
    void exportsAllDataOfAUser() {
        String token = staff.customer("asks", "=1+1");
        api.post(token, "/api/sessions", "{\"user_id\": \"asks\"}");
        IntStream.range(0, 230).forEach(i -> say(token, "support", "message " + i, "c" + i));
        String file = api.call("POST", "/api/files/upload")
                .as(token)
                .form(MultipartForm.file("mine.txt", "my own"))
                .send()
                .text("file_id");
        Answer export = api.get(token, "/api/users/asks/export");
        assertThat(export.node("files").size()).isEqualTo(1);
        assertThat(export.node("files").get(0))
                .isEqualTo(api.get(token, "/api/files/" + file + "/info").json());
        assertThat(export.status()).isEqualTo(200);
        assertThat(export.header("Content-Type")).startsWith("application/json");
        assertThat(export.header("Content-Disposition")).contains("asks.json");
        // A later user of the same browser must not find the export in its cache.
        assertThat(export.header("Cache-Control")).isEqualTo("no-store");
        assertThat(export.header("Last-Modified")).isNull();
        assertThat(export.text("user.username")).isEqualTo("=1+1");
        assertThat(export.node("sessions").size()).isEqualTo(1);
        JsonNode messages = export.node("messages");
        assertThat(messages.size()).isEqualTo(230);
        for (int i = 0; i < 230; i++) {
            JsonNode message = Objects.requireNonNull(messages.get(i));
            assertThat(Objects.requireNonNull(message.get("content")).getStringValue())
                    .isEqualTo("message " + i);
        }
        // Only the export of an admin has the tags of sessions.
        assertThat(api.get(admin, "/api/users/asks/export").body().replace(",\"tags\":[]", ""))
                .isEqualTo(export.body());
        assertThat(api.get(admin, "/api/users/kefu1/export").text("user.user_type"))
                .isEqualTo("kefu");
    }

    @Test
    void escapesFormulasInATranscript() {
        String token = staff.customer("writes", "-2+3");
        api.post(token, "/api/sessions", "{\"user_id\": \"writes\"}");
        say(token, "support", "=HYPERLINK(\\\"http://example.com\\\", \\\"x\\\")", "c1");
        say(token, "support", "两行\\n和 \\\"引号\\\", 逗号", "c2");
        IntStream.range(0, 200).forEach(i -> say(token, "support", "@" + i, "x" + i));
        Answer transcript = api.get(token, "/api/messages/transcript/writes");
        assertThat(transcript.status()).isEqualTo(200);
        assertThat(transcript.header("Content-Type")).isEqualToIgnoringCase("text/csv;charset=utf-8");
        assertThat(transcript.header("Cache-Control")).isEqualTo("no-store");
        List<String> lines = transcript.body().lines().toList();
        assertThat(lines.getFirst())
                .isEqualTo("\uFEFFseq,timestamp,from_user_id,sender_name,to_user_id,msg_type,status,content");
        assertThat(lines.get(1))
                .startsWith("1,20")
                .endsWith(",text,sent,\"'=HYPERLINK(\"\"http://example.com\"\", \"\"x\"\")\"")
                .contains(",writes,'-2+3,");
        assertThat(lines.get(2)).endsWith(",\"两行");
        assertThat(lines.get(3)).isEqualTo("和 \"\"引号\"\", 逗号\"");
        assertThat(lines.get(203)).startsWith("202,").endsWith(",'@199");
        assertThat(lines).hasSize(204);
    }

    /** Creates data of every kind: two sessions, a recall, a note, a rating, and a waiting session. */
    private static void createData(String customer, String id) {
        String session = api.post(customer, "/api/sessions", "{\"user_id\": \"%s\"}".formatted(id))
                .text("session_id");
        api.post(kefu, "/api/sessions/%s/take".formatted(session), "");
        say(customer, "support", WORDS, "c1");
        say(kefu, id, WORDS, "c2");
        say(admin, id, WORDS, "c3");
        String recalled = say(customer, "support", WORDS, "c4").text("message_id");
        api.post(customer, "/api/messages/%s/recall".formatted(recalled), "");
        api.post(kefu, "/api/sessions/%s/transfer".formatted(session), "{\"note\": \"%s\"}".formatted(WORDS));
        api.post(kefu, "/api/sessions/%s/take".formatted(session), "");
        assertThat(api.post(kefu, "/api/sessions/%s/close".formatted(session), "{}")
                        .status())
                .isEqualTo(200);
        assertThat(api.post(
                                customer,
                                "/api/sessions/%s/rating".formatted(session),
                                "{\"score\": 5, \"comment\": \"%s\"}".formatted(WORDS))
                        .status())
                .isEqualTo(200);
        assertThat(say(customer, "support", WORDS, "c5").status()).isEqualTo(200);
    }

    private static Answer say(String token, String to, String content, String clientId) {
        String message = "{\"to_user_id\": \"%s\", \"content\": \"%s\", \"client_msg_id\": \"%s\"}"
                .formatted(to, content, clientId);
        return api.post(token, "/api/messages/send", message);
    }

    /** The keys that contain the user's id, name, address, conversation or file name, or whose values do. */
    private static List<String> traces() {
        List<String> marks = List.of(
                "goes",
                NAME,
                EMAIL,
                ConversationIds.ofCustomer(new UserId("goes")).key(),
                "a.txt");
        List<String> found = new ArrayList<>();
        String uri = node.bean(Environment.class).getRequiredProperty("redis.uri", String.class);
        try (RedisClient client = RedisClient.create(uri)) {
            RedisCommands<String, String> redis = client.connect().sync();
            redis.configSet("rdbcompression", "no");
            ScanIterator.scan(redis).forEachRemaining(key -> {
                if (key.startsWith("{audit}")) {
                    // The audit log keeps who erased whom.
                    return;
                }
                byte[] value = redis.dump(key);
                String text = key + (value == null ? "" : new String(value, ISO_8859_1));
                if (marks.stream().anyMatch(text::contains)) {
                    found.add(key);
                }
            });
        }
        return found;
    }

    /** Ends the minute during which an erased id is reserved. */
    private static void endReservation() {
        String uri = node.bean(Environment.class).getRequiredProperty("redis.uri", String.class);
        try (RedisClient client = RedisClient.create(uri)) {
            assertThat(client.connect().sync().del(GlobalKeys.resting(new UserId("goes"))))
                    .isEqualTo(1);
        }
    }

    private static final class Listener implements WebSocket.Listener {
        private final CompletableFuture<String> greeted = new CompletableFuture<>();
        private final CompletableFuture<Integer> code = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            FrameSchemas.SERVICE.checkReceived(text.toString());
            greeted.complete(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            code.complete(statusCode);
            return null;
        }
    }
}
