package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.redis.testing.AlsoOnCluster;
import io.micronaut.json.tree.JsonNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What kefu and admins add to sessions, through the API of one node and the sockets of another. */
@AlsoOnCluster
class StaffToolsIT {
    private static ChatNode one;
    private static ChatNode other;
    private static Api api;

    private TestUser kefu;
    private TestUser customer;
    private String session;

    @BeforeAll
    static void start() {
        one = new ChatNode(Map.of());
        other = one.beside();
        api = new Api(one.uri());
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
    }

    @BeforeEach
    void open() {
        kefu = one.kefu();
        customer = one.customer();
        session = api.post(kefu.token(), "/api/sessions", "{\"user_id\": \"%s\"}".formatted(customer.id()))
                .text("session_id");
    }

    @AfterEach
    void clear() {
        one.clear();
    }

    @Test
    void tagsAreInternal() {
        TestUser admin = one.admin();
        try (ChatClient console = other.connect(kefu);
                ChatClient supervisor = other.connect(admin);
                ChatClient page = other.connect(customer)) {
            Answer tagged = tag(admin, "[\" 退款 \", \"VIP\", \"退款\"]");
            assertThat(texts(tagged.node("tags"))).containsExactly("退款", "VIP");
            for (ChatClient client : List.of(console, supervisor)) {
                JsonNode event = notification(client, "session_tagged");
                assertThat(text(event, "session.session_id")).isEqualTo(session);
                assertThat(texts(event.get("session").get("tags"))).containsExactly("退款", "VIP");
            }
            close(customer);
            assertThat(notification(page, "session_closed").get("session").get("tags"))
                    .isNull();
            assertThat(texts(tag(kefu, "[\"已解决\"]").node("tags"))).containsExactly("已解决");
            assertThat(text(notification(console, "session_tagged"), "session.status"))
                    .isEqualTo("closed");
        }
        assertThat(read(customer).node("tags").isNull()).isTrue();
        assertThat(texts(read(kefu).node("tags"))).containsExactly("已解决");
        assertThat(export(customer)).doesNotContain("已解决");
        assertThat(export(admin)).contains("已解决");
    }

    @Test
    void notesAreInternal() {
        TestUser admin = one.admin();
        try (ChatClient console = other.connect(kefu);
                ChatClient supervisor = other.connect(admin);
                ChatClient page = other.connect(customer)) {
            String first = add(kefu, "希望周五之前退款\\n🦊").text("note_id");
            JsonNode event = notification(console, "note_added");
            assertThat(text(event, "session_id")).isEqualTo(session);
            assertThat(text(event, "user_id")).isEqualTo(customer.id());
            assertThat(text(event, "note.note_id")).isEqualTo(first);
            assertThat(text(event, "note.author_id")).isEqualTo(kefu.id());
            assertThat(text(event, "note.content")).isEqualTo("希望周五之前退款\n🦊");
            String second = add(admin, "known").text("note_id");
            assertThat(text(notification(supervisor, "note_added"), "note.note_id"))
                    .isEqualTo(second);
            Answer listed = api.get(kefu.token(), path("notes?page_size=1"));
            assertThat(listed.text("total")).isEqualTo("2");
            assertThat(text(listed.json(), "notes.0.note_id")).isEqualTo(second);
            assertThat(page.untilPong("notification"))
                    .noneMatch(data -> text(data, "event").equals("note_added"));
        }
        assertThat(export(admin)).contains("希望周五之前退款", "known");
        assertThat(export(customer)).contains("\"notes\":[]").doesNotContain("退款");
        api.delete(admin.token(), "/api/users/" + customer.id());
        assertThat(api.get(admin.token(), path("notes")).status()).isEqualTo(404);
    }

    @Test
    void searchFindsMessagesWhateverCaseAndWidth() {
        for (String text : List.of("我要退款，订单 ＡＢ１２", "ok", "退款什么时候到 😀")) {
            send(customer, "support", text);
        }
        String recalled = send(customer, "support", "退款 by mistake").text("message_id");
        assertThat(api.post(customer.token(), "/api/messages/" + recalled + "/recall", "")
                        .status())
                .isEqualTo(200);
        TestUser colleague = one.kefu();
        String transfer = "{\"to_kefu_id\": \"%s\"}".formatted(colleague.id());
        assertThat(api.post(kefu.token(), path("transfer"), transfer).status()).isEqualTo(200);
        send(customer, "support", "退款到了");
        assertThat(found(kefu, "退款")).containsExactly("退款什么时候到 😀", "我要退款，订单 ＡＢ１２");
        assertThat(found(colleague, "退款")).containsExactly("退款到了", "退款什么时候到 😀", "我要退款，订单 ＡＢ１２");
        assertThat(found(customer, "ab12")).containsExactly("我要退款，订单 ＡＢ１２");
        assertThat(found(one.admin(), "😀")).containsExactly("退款什么时候到 😀");
        assertThat(found(customer, "(.*)+$")).isEmpty();
        Answer first = search(customer, "退款", "&page_size=2");
        Answer second = search(customer, "退款", "&before_seq=" + first.text("next_before_seq"));
        assertThat(contents(second)).containsExactly("我要退款，订单 ＡＢ１２");
        assertThat(second.node("next_before_seq").isNull()).isTrue();
    }

    @Test
    void repliesAreOwnOrShared() {
        TestUser admin = one.admin();
        TestUser colleague = one.kefu();
        try (ChatClient console = other.connect(kefu);
                ChatClient others = other.connect(colleague)) {
            String hi = reply(kefu, "{\"shortcut\": \"/Hi\", \"content\": \"您好，{{customer.name}}！\"}");
            assertThat(isShared(notification(console, "replies_changed"))).isFalse();
            String thanks = reply(admin, "{\"shortcut\": \"/bye\", \"content\": \"谢谢\", \"shared\": true}");
            for (ChatClient client : List.of(console, others)) {
                assertThat(isShared(notification(client, "replies_changed"))).isTrue();
            }
            assertThat(ids(kefu, "")).containsExactly(hi, thanks);
            assertThat(ids(colleague, "")).containsExactly(thanks);
            assertThat(ids(kefu, "?prefix=/h&q=CUSTOMER")).containsExactly(hi);
            Answer taken = api.post(kefu.token(), "/api/replies", "{\"shortcut\": \"/HI\", \"content\": \"x\"}");
            assertThat(taken.status()).isEqualTo(409);
            assertThat(taken.text("error.details.shortcut")).isNotEmpty();
            String change = "{\"shortcut\": \"/bye\", \"content\": \"再见\"}";
            assertThat(api.put(kefu.token(), "/api/replies/" + thanks, change).status())
                    .isEqualTo(403);
            Answer changed = api.put(admin.token(), "/api/replies/" + thanks, change);
            assertThat(changed.text("content")).isEqualTo("再见");
            assertThat(changed.text("shared")).isEqualTo("true");
            assertThat(api.delete(admin.token(), "/api/users/" + kefu.id()).status())
                    .isEqualTo(200);
            assertThat(ids(colleague, "")).containsExactly(thanks);
            assertThat(api.delete(admin.token(), "/api/replies/" + thanks).status())
                    .isEqualTo(200);
            assertThat(ids(colleague, "")).isEmpty();
        }
    }

    private static boolean isShared(JsonNode event) {
        return Objects.requireNonNull(event.get("shared")).getBooleanValue();
    }

    private static String reply(TestUser by, String reply) {
        Answer added = api.post(by.token(), "/api/replies", reply);
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        return added.text("reply_id");
    }

    private static List<String> ids(TestUser by, String query) {
        Answer listed = api.get(by.token(), "/api/replies" + query);
        List<String> ids = new ArrayList<>();
        listed.node("replies").values().forEach(reply -> ids.add(text(reply, "reply_id")));
        assertThat(listed.text("total")).isEqualTo("" + ids.size());
        return ids;
    }

    private Answer send(TestUser from, String to, String content) {
        Answer sent = api.post(
                from.token(),
                "/api/messages/send",
                "{\"to_user_id\": \"%s\", \"content\": \"%s\"}".formatted(to, content));
        assertThat(sent.status()).as("%s", sent).isEqualTo(200);
        return sent;
    }

    private List<String> found(TestUser by, String text) {
        return contents(search(by, text, ""));
    }

    private Answer search(TestUser by, String text, String more) {
        String query = "?user_id=%s&q=%s%s".formatted(customer.id(), URLEncoder.encode(text, UTF_8), more);
        Answer found = api.get(by.token(), "/api/messages/search" + query);
        assertThat(found.status()).as("%s", found).isEqualTo(200);
        return found;
    }

    private static List<String> contents(Answer found) {
        List<String> contents = new ArrayList<>();
        found.node("messages").values().forEach(message -> contents.add(text(message, "content")));
        return contents;
    }

    private Answer add(TestUser by, String content) {
        Answer added = api.post(by.token(), path("notes"), "{\"content\": \"%s\"}".formatted(content));
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        return added;
    }

    private String export(TestUser by) {
        return api.get(by.token(), "/api/users/%s/export".formatted(customer.id()))
                .body();
    }

    @Test
    void aKefusGreetingHasTheNewestMessageAndTheNumberOfUnreadMessages() {
        String sent = "{\"to_user_id\": \"support\", \"content\": \"在吗\"}";
        assertThat(api.post(customer.token(), "/api/messages/send", sent).status())
                .isEqualTo(200);
        try (ChatClient console = other.open(kefu);
                ChatClient page = other.open(customer)) {
            JsonNode greeted = greetedSession(console);
            assertThat(text(greeted, "last_message.content")).isEqualTo("在吗");
            assertThat(text(greeted, "last_message.from_user_id")).isEqualTo(customer.id());
            assertThat(greeted.get("unread").getIntValue()).isEqualTo(1);
            assertThat(greetedSession(page).get("last_message")).isNull();
        }
    }

    private static JsonNode greetedSession(ChatClient client) {
        return Objects.requireNonNull(client.await("connected").get("sessions").get(0));
    }

    private Answer tag(TestUser by, String tags) {
        Answer tagged = api.put(by.token(), path("tags"), "{\"tags\": %s}".formatted(tags));
        assertThat(tagged.status()).as("%s", tagged).isEqualTo(200);
        return tagged;
    }

    private void close(TestUser by) {
        assertThat(api.post(by.token(), path("close"), "{}").status()).isEqualTo(200);
    }

    private Answer read(TestUser by) {
        return api.get(by.token(), "/api/sessions/" + session);
    }

    private String path(String action) {
        return "/api/sessions/%s/%s".formatted(session, action);
    }

    private static JsonNode notification(ChatClient client, String event) {
        return client.await("notification", data -> text(data, "event").equals(event));
    }

    private static List<String> texts(@Nullable JsonNode list) {
        List<String> texts = new ArrayList<>();
        Objects.requireNonNull(list).values().forEach(text -> texts.add(text.getStringValue()));
        return texts;
    }
}
