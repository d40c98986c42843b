package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.websocket.frame.FrameType;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The answer to each frame type for each role, as a table: the type of the answer, or the code of the error. */
class FrameTableIT {
    private static final String TABLE = """
            message   | {"to_user_id": "{peer}", "content": "x"}       | ack       | ack     | ack
            delivered | {"conversation_id": "{conversation}", "seq": 1}      | receipt   | receipt | receipt
            read      | {"conversation_id": "{conversation}", "seq": 1}      | receipt   | receipt | receipt
            resume    | {"conversations": {"{conversation}": 1}}             | resume    | resume  | resume
            typing    | {"to_user_id": "{peer}"}                       | typing    | typing  | typing
            join      | {"room": "general"}                            | FORBIDDEN | join    | join
            room      | {"room": "general", "content": "x"}            | FORBIDDEN | room    | room
            leave     | {"room": "general"}                            | FORBIDDEN | leave   | leave
            ping      | {}                                             | pong      | pong    | pong
            """;
    private static final List<String> ROLES = List.of("customer", "kefu", "admin");

    private static ChatNode node;
    private static Map<String, Caller> callers;

    /** A socket of a user, a peer to write to, and the conversation of the two. */
    private record Caller(ChatClient client, String peer, String conversation) {}

    @BeforeAll
    static void open() {
        node = new ChatNode(Map.of());
        TestUser kefu = node.kefu();
        TestUser customer = node.customer();
        TestUser admin = node.admin();
        ChatClient console = node.connect(kefu);
        ChatClient page = node.connect(customer);
        page.say("support", "hello");
        String served = text(console.await("message"), "conversation_id");
        console.say(admin.id(), "hello");
        console.await("ack");
        ChatClient desk = node.connect(admin);
        String pair = text(desk.await("message"), "conversation_id");
        callers = Map.of(
                "customer", new Caller(page, "support", served),
                "kefu", new Caller(console, customer.id(), served),
                "admin", new Caller(desk, kefu.id(), pair));
    }

    @AfterAll
    static void close() {
        callers.values().forEach(caller -> caller.client.close());
        node.close();
    }

    static Stream<Arguments> cells() {
        return rows().flatMap(row -> ROLES.stream()
                .map(role -> Arguments.of(row.get(0), role, row.get(1), row.get(2 + ROLES.indexOf(role)))));
    }

    private static Stream<List<String>> rows() {
        return TABLE.lines()
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList());
    }

    @ParameterizedTest(name = "{0} of a {1}: {3}")
    @MethodSource("cells")
    void answersAsTheTableSays(String type, String role, String data, String expected) {
        Caller caller = requireNonNull(callers.get(role));
        caller.client.sendText("{\"type\":\"%s\",\"id\":\"asked\",\"data\":%s}"
                .formatted(type, data.replace("{peer}", caller.peer).replace("{conversation}", caller.conversation)));
        caller.client.sendText("{\"type\":\"ping\",\"id\":\"after\"}");
        assertThat(answers(caller.client)).containsExactly(expected);
    }

    /** The answers to the frame, which arrive before the answer to the ping that was sent after it. */
    private static List<String> answers(ChatClient client) {
        List<String> answers = new ArrayList<>();
        for (JsonNode frame = client.next(); !isAbout(frame, "after"); frame = client.next()) {
            if (isAbout(frame, "asked")) {
                String type = text(frame, "type");
                answers.add(type.equals("error") ? text(frame.get("data"), "code") : type);
            }
        }
        return answers;
    }

    private static boolean isAbout(JsonNode frame, String id) {
        JsonNode given = frame.get("id");
        return given != null && given.getStringValue().equals(id);
    }

    @Test
    void coversEveryFrameType() {
        assertThat(rows().map(List::getFirst))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(FrameType.values()).map(FrameType::word).toList());
    }
}
