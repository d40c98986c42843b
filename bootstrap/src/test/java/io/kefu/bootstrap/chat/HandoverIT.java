package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.session.AssignWaiting;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.domain.user.UserId;
import io.kefu.redis.testing.AlsoOnCluster;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Compares what {@code session_assigned} announces with what is sent after it, for every way in which a session comes
 * to a kefu. The customer is on one node, the kefu on the other.
 */
@AlsoOnCluster
class HandoverIT {
    private static ChatNode one;
    private static ChatNode other;
    private static Api api;

    private TestUser kefu;
    private TestUser colleague;
    private TestUser customer;
    private ChatClient page;
    private long last;
    private String session = "";
    private String conversation = "";

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
        one.retire(kefu);
        if (colleague != null) {
            one.retire(colleague);
        }
    }

    @Test
    void aSessionWithoutAWordAnnouncesTheEntryThatWillBeTheFirst() {
        try (HandoverSocket console = console()) {
            opens();
            assertComes(console, 1, 0, null);
        }
    }

    @Test
    void theFirstMessageOfACustomer() {
        try (HandoverSocket console = console()) {
            says(1);
            // The session may be assigned before or after its first message is stored.
            JsonNode assigned = console.event("session_assigned");
            assertThat(number(assigned, "first_seq")).isEqualTo(1);
            assertThat(number(assigned, "last_seq")).isBetween(0L, 1L);
            assertSent(console, 1);
        }
    }

    @Test
    void whatWaitedInTheQueue() {
        one.setOffline(kefu);
        says(5);
        kefu = one.kefu(0);
        try (HandoverSocket console = console()) {
            take(kefu);
            assertComes(console, 1, 5, null);
        }
    }

    @Test
    void ofMoreThan200TheNewest() {
        one.setOffline(kefu);
        says(250);
        kefu = one.kefu(0);
        try (HandoverSocket console = console()) {
            take(kefu);
            assertComes(console, 51, 250, 51L);
        }
    }

    @Test
    void toANewKefuTheWholeSessionThoughAColleagueHasGotAndReadIt() {
        says(4);
        reports(kefu, 3);
        colleague = one.kefu();
        try (HandoverSocket console = new HandoverSocket(one.connect(colleague))) {
            passes(kefu, colleague);
            assertComes(console, 1, 4, null);
        }
    }

    @Test
    void ofAnEarlierSessionNothing() {
        says(3);
        closes();
        one.retire(kefu);
        colleague = one.kefu();
        try (HandoverSocket console = new HandoverSocket(one.connect(colleague))) {
            opens();
            assertComes(console, 4, 3, null);
        }
    }

    @Test
    void passedOnAndBack() {
        says(2);
        try (HandoverSocket console = console()) {
            console.until("m2");
            passedOnAndBack(console, 3);
            assertComes(console, 3, 5, null);
            passedOnAndBack(console, 0);
            assertComes(console, 7, 6, null);
        }
    }

    @Test
    void passedOnAndBackAfterMoreThan200() {
        says(25);
        try (HandoverSocket console = console()) {
            console.until("m25");
            passedOnAndBack(console, 225);
            assertComes(console, 51, 250, 51L);
            passedOnAndBack(console, 150);
            assertComes(console, 252, 401, null);
        }
    }

    @Test
    void throughTheQueueAndTakenBack() {
        says(2);
        try (HandoverSocket console = console()) {
            console.until("m2");
            require(api.post(kefu.token(), "/api/sessions/" + session + "/transfer", "{}"));
            console.event("session_transferred");
            says(2);
            take(kefu);
            assertComes(console, 3, 4, null);
        }
    }

    @Test
    void reRoutedAfterSilenceAndPassedBack() {
        says(2);
        try (HandoverSocket console = console()) {
            console.until("m2");
            one.setOffline(kefu);
            colleague = one.kefu();
            one.bean(ReleaseKefu.class).release(new UserId(kefu.id()));
            one.bean(AssignWaiting.class).assign();
            console.event("session_transferred");
            says(2);
            one.setOnline(kefu, 5);
            passes(colleague, kefu);
            assertComes(console, 3, 4, null);
        }
    }

    @Test
    void closedAndOpenedAgain() {
        says(2);
        try (HandoverSocket console = console()) {
            console.until("m2");
            for (long end = 2; end < 5; end++) {
                closes();
                console.event("session_closed");
                opens();
                assertComes(console, end + 1, end, null);
            }
        }
    }

    @Test
    void whatTheConnectionSentItselfDoesNotComeBack() {
        says(1);
        try (HandoverSocket console = console()) {
            console.until("m1");
            console.client().say(customer.id(), "own 2");
            console.client().say(customer.id(), "own 3");
            console.data("ack", ack -> number(ack, "seq") == 3);
            last = 3;
            passedOnAndBack(console, 1);
            assertComes(console, 4, 4, null);
        }
    }

    @Test
    void afterARestThatWasResumed() {
        says(3);
        passes(kefu, colleague());
        says(2);
        try (HandoverSocket console = new HandoverSocket(one.openResuming(kefu))) {
            console.client().send("resume", Map.of("conversations", Map.of(conversation, 1)));
            console.data("error", error -> text(error, "code").equals("CONVERSATION_LEFT"));
            assertThat(console.had()).containsExactlyInAnyOrder(2L, 3L);
            passes(colleague, kefu);
            assertComes(console, 4, 5, null);
        }
    }

    @Test
    void afterARestThatWasResumedOnAnOpenConnection() {
        says(3);
        passes(kefu, colleague());
        try (HandoverSocket console = console()) {
            console.client().send("resume", Map.of("conversations", Map.of(conversation, 0)));
            console.data("error", error -> text(error, "code").equals("CONVERSATION_LEFT"));
            assertThat(console.had()).containsExactlyInAnyOrder(1L, 2L, 3L);
            passes(colleague, kefu);
            assertComes(console, 4, 3, null);
        }
    }

    @Test
    void afterAResumeThatDoesNotNameIt() {
        says(3);
        passes(kefu, colleague());
        try (HandoverSocket console = new HandoverSocket(one.openResuming(kefu))) {
            console.data("connected", data -> data.get("sessions").size() == 0);
            console.client().send("resume", Map.of("conversations", Map.of()));
            passes(colleague, kefu);
            assertComes(console, 1, 3, null);
        }
    }

    @Test
    void afterAResumeThatNamesItWhileItIsPassedOn() {
        says(3);
        try (HandoverSocket console = new HandoverSocket(one.openResuming(kefu))) {
            console.data("connected", data -> data.get("sessions").size() == 1);
            passes(kefu, colleague());
            console.client().send("resume", Map.of("conversations", Map.of(conversation, 2)));
            console.event("session_transferred");
            passes(colleague, kefu);
            assertComes(console, 4, 3, null);
        }
    }

    @Test
    void whatACustomerHasDoesNotFollowAgain() {
        says(2);
        passes(kefu, colleague());
        JsonNode assigned = page.await(
                "notification",
                data -> text(data, "event").equals("session_assigned")
                        && text(data, "session.kefu_id").equals(colleague.id()));
        assertThat(number(assigned, "first_seq")).isEqualTo(3);
        assertThat(number(assigned, "last_seq")).isEqualTo(2);
    }

    /** The colleague serves, writes nothing, reports that all has arrived, and passes the session back. */
    private void passedOnAndBack(HandoverSocket console, int meanwhile) {
        passes(kefu, colleague());
        console.event("session_transferred");
        says(meanwhile);
        reports(colleague, last);
        passes(colleague, kefu);
    }

    private void assertComes(HandoverSocket console, long first, long end, @Nullable Long historyBefore) {
        JsonNode assigned = console.event("session_assigned");
        assertThat(number(assigned, "first_seq")).isEqualTo(first);
        assertThat(number(assigned, "last_seq")).isEqualTo(end);
        assertThat(assigned.get("history_before") == null ? null : number(assigned, "history_before"))
                .isEqualTo(historyBefore);
        assertThat(number(assigned, "conversation.last_seq")).isEqualTo(end);
        assertThat(text(assigned, "conversation.epoch")).isNotEqualTo("0");
        assertThat(last).isEqualTo(end);
        assertSent(console, first);
    }

    /** Sends one more message, to show that only the expected ones come before it. */
    private void assertSent(HandoverSocket console, long first) {
        says(1);
        assertThat(console.until("m" + last))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(first, last).boxed().toList());
    }

    private HandoverSocket console() {
        return new HandoverSocket(one.connect(kefu));
    }

    private TestUser colleague() {
        if (colleague == null) {
            colleague = one.kefu();
        }
        return colleague;
    }

    private void says(int messages) {
        for (int i = 0; i < messages; i++) {
            page.say("support", "m" + ++last);
        }
        if (messages > 0) {
            JsonNode ack = page.await("ack", data -> number(data, "seq") == last);
            session = text(ack, "session_id");
            conversation = text(ack, "conversation_id");
        }
    }

    private void opens() {
        Answer opened = api.post(customer.token(), "/api/sessions", "{\"user_id\": \"%s\"}".formatted(customer.id()));
        assertThat(opened.status()).as("%s", opened).isEqualTo(201);
        session = opened.text("session_id");
    }

    private void closes() {
        require(api.post(customer.token(), "/api/sessions/" + session + "/close", "{}"));
    }

    private void take(TestUser by) {
        one.setMaxSessions(by, 5);
        Answer taken = api.post(by.token(), "/api/sessions/" + session + "/take", "");
        // The queue may have assigned the session before the call.
        assertThat(List.of(200, 409)).contains(taken.status());
    }

    private void passes(TestUser from, TestUser to) {
        require(api.post(
                from.token(), "/api/sessions/" + session + "/transfer", "{\"to_kefu_id\": \"%s\"}".formatted(to.id())));
    }

    private void reports(TestUser by, long seq) {
        if (seq > 0) {
            require(api.post(
                    by.token(),
                    "/api/messages/read",
                    "{\"conversation_id\": \"%s\", \"seq\": %d}".formatted(conversation, seq)));
        }
    }

    private static void require(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }
}
