package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A customer on one node, a kefu on another, and the calls by which the session of the customer is assigned and transferred. */
abstract class TransferFixture {
    static ChatNode one;
    static ChatNode other;
    static Api api;

    TestUser kefu;
    TestUser colleague;
    TestUser customer;
    ChatClient page;
    long last;
    String session = "";
    String conversation = "";

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
        page = other.connect(customer);
        last = 0;
    }

    @AfterEach
    void close() {
        page.close();
        one.clear();
    }

    /** Transfers the session to the colleague, who reports everything as delivered, writes nothing and transfers it back. */
    void transferThereAndBack(TransferSocket console, int messagesMeanwhile) {
        transfer(kefu, colleague());
        console.event("session_transferred");
        send(messagesMeanwhile);
        reportRead(colleague, last);
        transfer(colleague, kefu);
    }

    void assertAssigned(TransferSocket console, long first, long end, @Nullable Long historyBefore) {
        JsonNode assigned = console.event("session_assigned");
        assertThat(number(assigned, "first_seq")).isEqualTo(first);
        assertThat(number(assigned, "last_seq")).isEqualTo(end);
        assertThat(assigned.get("history_before") == null ? null : number(assigned, "history_before"))
                .isEqualTo(historyBefore);
        assertThat(number(assigned, "conversation.last_seq")).isEqualTo(end);
        assertThat(text(assigned, "conversation.epoch")).isNotEqualTo("0");
        assertThat(last).isEqualTo(end);
        assertPushed(console, first);
    }

    /** Sends one more message, to check that only the announced ones arrive before it. */
    void assertPushed(TransferSocket console, long first) {
        send(1);
        assertThat(console.until("m" + last))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(first, last).boxed().toList());
    }

    TransferSocket connectKefu() {
        return new TransferSocket(one.connect(kefu));
    }

    TestUser colleague() {
        if (colleague == null) {
            colleague = one.kefu();
        }
        return colleague;
    }

    void send(int messages) {
        for (int i = 0; i < messages; i++) {
            page.say("support", "m" + ++last);
        }
        if (messages > 0) {
            JsonNode ack = page.await("ack", data -> number(data, "seq") == last);
            session = text(ack, "session_id");
            conversation = text(ack, "conversation_id");
        }
    }

    void openSession() {
        Answer opened = api.post(customer.token(), "/api/sessions", "{\"user_id\": \"%s\"}".formatted(customer.id()));
        assertThat(opened.status()).as("%s", opened).isEqualTo(201);
        session = opened.text("session_id");
    }

    void closeSession() {
        require(api.post(customer.token(), "/api/sessions/" + session + "/close", "{}"));
    }

    void take(TestUser by) {
        one.setMaxSessions(by, 5);
        Answer taken = api.post(by.token(), "/api/sessions/" + session + "/take", "");
        // The queue may have assigned the session before the call.
        assertThat(List.of(200, 409)).contains(taken.status());
    }

    void transfer(TestUser from, TestUser to) {
        require(api.post(
                from.token(), "/api/sessions/" + session + "/transfer", "{\"to_kefu_id\": \"%s\"}".formatted(to.id())));
    }

    void reportRead(TestUser by, long seq) {
        if (seq > 0) {
            require(api.post(
                    by.token(),
                    "/api/messages/read",
                    "{\"conversation_id\": \"%s\", \"seq\": %d}".formatted(conversation, seq)));
        }
    }

    static void require(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }
}
