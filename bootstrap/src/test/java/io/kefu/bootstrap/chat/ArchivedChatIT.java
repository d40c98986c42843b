package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.archive.ArchiveConversations;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.bootstrap.system.MultipartForm;
import io.kefu.domain.user.UserId;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that nobody can tell archived messages from others, through the API and sockets. */
class ArchivedChatIT {
    /** So many messages fill more than one segment. */
    private static final int LONG = 1_400;

    private static final int SHORT = 300;
    private static final String NEEDLE = "needle 针";

    @TempDir
    private static Path data = Path.of("");

    private static ChatNode node;
    private static Api api;

    @BeforeAll
    static void open() {
        node = new ChatNode(settings());
        api = new Api(node.uri());
    }

    @AfterAll
    static void close() {
        node.close();
    }

    private static Map<String, Object> settings() {
        return Map.of("kefu.data-dir", data.toString(), "kefu.archive.after", "1ms");
    }

    @Test
    void everyAnswerIsTheSameAsBefore() {
        Talk talk = Talk.of(LONG);
        Map<String, String> before = answers(talk);
        assertThat(before).hasSizeGreaterThan(60);
        archive(talk.customer, 2);
        Map<String, String> after = answers(talk);
        assertThat(before.keySet())
                .allSatisfy(call -> assertThat(after.get(call)).isEqualTo(before.get(call)));
    }

    /** The answers of all calls that read the conversation, by different readers. */
    private static Map<String, String> answers(Talk talk) {
        String customer = talk.customer.id();
        List<String> paths = new ArrayList<>();
        String history = "/api/messages/history/" + customer;
        for (int page = 1; page <= LONG / 100 + 2; page++) {
            paths.add(history + "?page_size=100&page=" + page);
        }
        for (int seq = 1; seq < LONG; seq += 411) {
            paths.add(history + "?page_size=50&before_seq=" + seq);
            paths.add(history + "?page_size=100&after_seq=" + seq);
        }
        paths.add("/api/messages/transcript/" + customer);
        paths.add("/api/users/" + customer + "/export");
        for (long below = LONG + 1; below > 0; below -= 1_000) {
            paths.add("/api/messages/search?q=needle&user_id=" + customer + "&before_seq=" + below);
        }
        paths.add("/api/files/" + talk.file + "/info");
        Map<String, String> answers = new HashMap<>();
        for (TestUser reader : List.of(talk.customer, talk.admin, talk.kefu)) {
            for (String path : paths) {
                Answer answer = api.get(reader.token(), path);
                answers.put(reader.id() + " " + path, answer.status() == 200 ? answer.body() : "" + answer.status());
            }
        }
        return answers;
    }

    @Test
    void resumeContinuesBelowTheEdge() {
        Talk talk = Talk.of(LONG);
        archive(talk.customer, 2);
        try (ChatClient page = node.openResuming(talk.customer)) {
            page.await("connected");
            page.send("resume", Map.of("conversations", Map.of(talk.conversation, 7)));
            assertThat(page.messages(LONG - 7))
                    .extracting(message -> number(message, "seq"))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(8, LONG).boxed().toList());
        }
        // The kefu served the customer until now.
        try (ChatClient console = node.connect(talk.kefu)) {
            console.send("resume", Map.of("conversations", Map.of(talk.conversation, LONG - 250)));
            assertThat(console.messages(250))
                    .extracting(message -> number(message, "seq"))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(LONG - 249, LONG).boxed().toList());
        }
        node.retire(talk.kefu);
    }

    @Test
    void anOldMessageIsRecalled() {
        Talk talk = Talk.of(SHORT);
        archive(talk.customer, 1);
        String found = "/api/messages/search?q=needle&user_id=" + talk.customer.id();
        JsonNode needle = api.get(talk.admin.token(), found).node("messages").get(0);
        assertThat(text(needle, "content")).isEqualTo(NEEDLE);
        assertThat(status("POST", talk.kefu, recall(text(needle, "message_id"))))
                .isEqualTo(404);
        assertThat(status("POST", talk.admin, recall(text(needle, "message_id"))))
                .isEqualTo(200);
        assertThat(api.get(talk.admin.token(), found).node("messages").size()).isZero();
        assertThat(segments(talk.customer)).hasSize(2);
        assertThat(api.get(talk.admin.token(), "/api/messages/transcript/" + talk.customer.id())
                        .body())
                .doesNotContain(NEEDLE)
                .contains(",recalled,");

        assertThat(status("GET", talk.kefu, "/api/files/" + talk.file + "/info"))
                .isEqualTo(200);
        JsonNode mention = api.get(
                        talk.customer.token(),
                        "/api/messages/history/" + talk.customer.id() + "?page_size=1&after_seq=1")
                .node("messages")
                .get(0);
        assertThat(status("POST", talk.admin, recall(text(mention, "message_id"))))
                .isEqualTo(200);
        assertThat(status("GET", talk.kefu, "/api/files/" + talk.file + "/info"))
                .isNotEqualTo(200);
    }

    @Test
    void anOldSendIsRepeatedAndAnOldPositionIsRead() {
        Talk talk = Talk.of(SHORT);
        archive(talk.customer, 1);
        assertThat(talk.sendNeedle().text("message_id")).isEqualTo(talk.needle);
        assertThat(api.post(
                                talk.customer.token(),
                                "/api/messages/send",
                                "{\"to_user_id\": \"support\", \"content\": \"other\", \"client_msg_id\": \"needle\"}")
                        .status())
                .isEqualTo(409);

        assertThat(read(talk, 3)).isEqualTo(SHORT - 3);
        assertThat(read(talk, 100)).isEqualTo(SHORT - 100);
        assertThat(read(talk, SHORT - 1)).isEqualTo(1);
    }

    /** Raises the customer's read cursor, and returns how many messages of the kefu are unread. */
    private static long read(Talk talk, long seq) {
        String report = "{\"conversation_id\": \"%s\", \"seq\": %d}".formatted(talk.conversation, seq);
        assertThat(api.post(talk.customer.token(), "/api/messages/read", report).status())
                .isEqualTo(200);
        return number(api.get(talk.customer.token(), "/api/messages/unread").json(), "total");
    }

    @Test
    void anErasureLeavesNoSegment() {
        Talk talk = Talk.of(SHORT);
        archive(talk.customer, 1);
        assertThat(status("POST", talk.admin, recall(talk.needle))).isEqualTo(200);
        assertThat(segments(talk.customer)).hasSize(2);
        assertThat(status("DELETE", talk.admin, "/api/users/" + talk.customer.id()))
                .isEqualTo(200);
        assertThat(segments(talk.customer)).isEmpty();
    }

    @Test
    void callsFailWhileTheArchiveIsMissingAndThenWorkAgain() throws IOException {
        Talk talk = Talk.of(SHORT);
        archive(talk.customer, 1);
        Path archive = data.resolve("files/archive");
        Path away = data.resolve("away");
        String history = "/api/messages/history/" + talk.customer.id();
        // A node that has no segment in its cache.
        try (ChatNode second = node.beside(settings())) {
            Api other = new Api(second.uri());
            Files.move(archive, away);
            assertThat(other.get(talk.admin.token(), history).status()).isEqualTo(200);
            for (String path : List.of(
                    history + "?page=4&page_size=90",
                    history + "?after_seq=0",
                    "/api/messages/transcript/" + talk.customer.id(),
                    "/api/messages/search?q=needle&user_id=" + talk.customer.id())) {
                Answer answer = other.get(talk.admin.token(), path);
                assertThat(answer.status()).as(path).isEqualTo(503);
                assertThat(answer.text("error.code")).isEqualTo("SERVICE_UNAVAILABLE");
            }
            assertThat(other.post(talk.admin.token(), recall(talk.needle), "").status())
                    .isEqualTo(503);
            Files.move(away, archive);
            assertThat(number(
                            other.get(talk.admin.token(), history + "?after_seq=0&page_size=100")
                                    .json(),
                            "total"))
                    .isEqualTo(SHORT);
            assertThat(other.post(talk.admin.token(), recall(talk.needle), "").status())
                    .isEqualTo(200);
        }
    }

    private static String recall(String message) {
        return "/api/messages/" + message + "/recall";
    }

    private static int status(String method, TestUser caller, String path) {
        return api.call(method, path).as(caller.token()).send().status();
    }

    /** Moves all that is due to the archive, and checks the number of segments of a customer. */
    private static void archive(TestUser customer, int segments) {
        assertThat(node.bean(ArchiveConversations.class).archive(1).failures()).isEmpty();
        assertThat(segments(customer)).hasSize(segments);
    }

    /** The stored segments of a customer's conversation. */
    private static List<Path> segments(TestUser customer) {
        String key = ConversationIds.ofCustomer(new UserId(customer.id())).key();
        Path folder = data.resolve("files/archive").resolve(key.substring(0, 2)).resolve(key);
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A conversation of a customer and a kefu whose session has ended: a text to find, a file, and answers of the kefu. */
    private static final class Talk {
        private final TestUser kefu = node.kefu();
        private final TestUser customer = node.customer();
        private final TestUser admin = node.admin();
        private final String needle;
        private final String conversation;
        private final String file;

        private Talk(int messages) {
            Answer first = sendNeedle();
            needle = first.text("message_id");
            conversation = first.text("conversation_id");
            file = api.call("POST", "/api/files/upload")
                    .as(customer.token())
                    .form(MultipartForm.file("a.txt", "a text"))
                    .send()
                    .text("file_id");
            send("{\"to_user_id\": \"support\", \"content\": \"%s\", \"msg_type\": \"file\"}".formatted(file));
            BulkSender sender = new BulkSender(node);
            IntStream.rangeClosed(3, messages).forEach(i -> sender.answer(kefu, customer, "answer " + i));
            sender.finish();
            node.retire(kefu);
        }

        static Talk of(int messages) {
            return new Talk(messages);
        }

        Answer sendNeedle() {
            return send("{\"to_user_id\": \"support\", \"content\": \"%s\", \"client_msg_id\": \"needle\"}"
                    .formatted(NEEDLE));
        }

        private Answer send(String message) {
            Answer answer = api.post(customer.token(), "/api/messages/send", message);
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            return answer;
        }
    }
}
