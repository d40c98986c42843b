package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.redis.testing.AlsoOnCluster;
import io.micronaut.json.tree.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the notifications about sessions between users of two nodes. */
@AlsoOnCluster
class SessionsIT {
    private static ChatNode one;
    private static ChatNode other;
    private static Api api;
    private static Api farApi;

    @BeforeAll
    static void open() {
        one = new ChatNode(Map.of("kefu.sessions.abandon", "1s"));
        other = one.beside();
        api = new Api(one.uri());
        farApi = new Api(other.uri());
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

    @Test
    void notifiesBothSidesFromTheOpeningToTheRating() {
        TestUser kefu = one.kefu();
        TestUser colleague = one.kefu(0);
        TestUser customer = one.customer();
        try (ChatClient console = one.connect(kefu);
                ChatClient far = other.connect(colleague);
                ChatClient page = other.connect(customer)) {
            page.say("support", "hello");
            JsonNode created = page.await("notification", event("session_created"));
            String session = text(created, "session.session_id");
            assertThat(text(page.await("notification", event("session_assigned")), "session.kefu_id"))
                    .isEqualTo(kefu.id());
            JsonNode assigned = console.await("notification", event("session_assigned"));
            assertThat(number(assigned, "first_seq")).isLessThanOrEqualTo(1);
            assertThat(text(console.await("message"), "content")).isEqualTo("hello");

            one.setMaxSessions(colleague, 1);
            Answer passedOn = api.post(
                    kefu.token(),
                    "/api/sessions/" + session + "/transfer",
                    "{\"to_kefu_id\": \"" + colleague.id() + "\", \"note\": \"VIP\"}");
            assertThat(passedOn.status()).as("%s", passedOn).isEqualTo(200);
            JsonNode left = console.await("notification", event("session_transferred"));
            assertThat(number(left, "until_seq")).isEqualTo(1);
            JsonNode came = far.await("notification", event("session_assigned"));
            assertThat(text(came, "session.transfers.0.note")).isEqualTo("VIP");
            JsonNode moved = page.await("notification", event("session_assigned"));
            assertThat(text(moved, "session.kefu_id")).isEqualTo(colleague.id());
            assertThat(moved.get("session").get("transfers")).isNull();

            page.say("support", "still there?");
            assertThat(text(far.await("message", data -> number(data, "seq") == 2), "content"))
                    .isEqualTo("still there?");
            assertThat(console.untilPong("message")).isEmpty();

            assertThat(farApi.post(colleague.token(), "/api/sessions/" + session + "/close", "{\"reason\": \"解决了\"}")
                            .status())
                    .isEqualTo(200);
            for (ChatClient client : new ChatClient[] {far, page}) {
                assertThat(text(client.await("notification", event("session_closed")), "session.close_reason"))
                        .isEqualTo("解决了");
            }
            assertThat(api.post(customer.token(), "/api/sessions/" + session + "/rating", "{\"score\": 5}")
                            .text("rating.score"))
                    .isEqualTo("5");
            far.say(customer.id(), "too late");
            assertThat(text(far.await("error"), "code")).isEqualTo("SESSION_CLOSED");
        }
    }

    @Test
    void closesTheSessionOfADisabledOrDeletedCustomer() throws Exception {
        TestUser admin = one.admin();
        TestUser kefu = one.kefu();
        TestUser served = one.customer();
        try (ChatClient console = one.connect(kefu);
                ChatClient page = other.connect(served)) {
            page.say("support", "hello");
            console.await("message");
            String own = "/api/users/" + served.id();
            assertThat(farApi.put(admin.token(), own, "{\"disabled\": true}").status())
                    .isEqualTo(200);
            assertThat(text(console.await("notification", event("session_closed")), "session.close_reason"))
                    .isEqualTo("blocked");
            assertThat(api.get(served.token(), own).status()).isEqualTo(401);
            String session = "{\"user_id\": \"" + served.id() + "\", \"session_type\": \"customer_service\"}";
            String message = "{\"to_user_id\": \"" + served.id() + "\", \"content\": \"hi\", \"msg_type\": \"text\"}";
            for (TestUser staff : List.of(admin, kefu)) {
                Answer opened = api.post(staff.token(), "/api/sessions", session);
                assertThat(opened.status()).as("%s", opened).isEqualTo(409);
                assertThat(opened.text("error.details.user_id")).isNotEmpty();
                Answer sent = farApi.post(staff.token(), "/api/messages/send", message);
                assertThat(sent.status()).as("%s", sent).isEqualTo(409);
            }
            console.say(served.id(), "too late");
            assertThat(text(console.await("error"), "code")).isEqualTo("SESSION_CLOSED");
            assertThat(api.put(admin.token(), own, "{\"disabled\": false}").status())
                    .isEqualTo(200);
            assertThat(api.post(kefu.token(), "/api/sessions", session).status())
                    .isEqualTo(201);
        }
        one.retire(kefu);
        TestUser waiting = one.customer();
        try (ChatClient page = one.connect(waiting)) {
            page.say("support", "hello");
            String session = text(page.await("ack"), "session_id");
            HttpRequest erase = HttpRequest.newBuilder(other.uri().resolve("/api/users/" + waiting.id()))
                    .header("Authorization", "Bearer " + admin.token())
                    .DELETE()
                    .build();
            assertThat(one.http().send(erase, BodyHandlers.discarding()).statusCode())
                    .isBetween(200, 204);
            TestUser next = one.kefu();
            assertThat(api.get(next.token(), "/api/sessions/waiting").text("total"))
                    .isEqualTo("0");
            assertThat(api.get(next.token(), "/api/sessions/" + session).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void sendsNothingOfTheNextSessionToTheFormerKefu() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        try (ChatClient console = one.connect(kefu);
                ChatClient page = other.connect(customer)) {
            page.say("support", "first");
            String session = text(page.await("ack"), "session_id");
            console.await("message");
            api.post(kefu.token(), "/api/sessions/" + session + "/close", "{}");
            console.await("notification", event("session_closed"));
            page.await("notification", event("session_closed"));
            one.retire(kefu);
            TestUser colleague = one.kefu();
            try (ChatClient far = other.connect(colleague)) {
                page.say("support", "PRIVATE");
                far.await("message", data -> text(data, "content").equals("PRIVATE"));
                far.say(customer.id(), "answer");
                page.await("message");
                page.send("typing", Map.of("to_user_id", "support"));
                far.await("typing");
            }
            assertThat(console.untilPong("message")).isEmpty();
        }
    }

    @Test
    void sendsNoMessageTwiceOnAConnectionOverSeveralSessions() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        try (ChatClient console = one.connect(kefu);
                ChatClient page = other.connect(customer)) {
            for (int i = 1; i <= 3; i++) {
                page.say("support", "matter " + i);
                String session = text(page.await("ack"), "session_id");
                assertThat(number(console.await("message"), "seq")).isEqualTo(i);
                api.post(kefu.token(), "/api/sessions/" + session + "/close", "{}");
                console.await("notification", event("session_closed"));
                page.await("notification", event("session_closed"));
            }
            assertThat(console.untilPong("message")).isEmpty();
        }
    }

    @Test
    void notifiesCustomersOfTheirQueuePositionAndKefuOfTheQueueLength() {
        TestUser busy = one.kefu(0);
        TestUser first = one.customer();
        TestUser second = one.customer();
        try (ChatClient console = one.connect(busy);
                ChatClient firstPage = one.connect(first);
                ChatClient secondPage = other.connect(second)) {
            firstPage.say("support", "hello");
            assertThat(number(firstPage.await("notification", event("session_waiting")), "queue_position"))
                    .isEqualTo(1);
            secondPage.say("support", "hello");
            assertThat(number(secondPage.await("notification", event("session_waiting")), "queue_position"))
                    .isEqualTo(2);
            console.await("notification", data -> event("queue_changed").test(data) && number(data, "waiting") == 2);

            String waiting =
                    text(api.get(busy.token(), "/api/sessions/waiting").json(), "waiting_sessions.0.session_id");
            one.setMaxSessions(busy, 1);
            assertThat(text(console.await("notification", event("session_assigned")), "session.session_id"))
                    .isEqualTo(waiting);
            assertThat(text(console.await("message"), "content")).isEqualTo("hello");
            assertThat(number(secondPage.await("notification", event("session_waiting")), "queue_position"))
                    .isEqualTo(1);
            console.await("notification", data -> event("queue_changed").test(data) && number(data, "waiting") == 1);
        }
    }

    @Test
    void listsTheChangedSessionsOnAReconnect() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        String session;
        try (ChatClient page = one.connect(customer)) {
            page.say("support", "hello");
            session = text(page.await("ack"), "session_id");
        }
        api.post(kefu.token(), "/api/sessions/" + session + "/transfer", "{}");
        try (ChatClient page = other.open(customer)) {
            JsonNode connected = page.await("connected");
            assertThat(text(connected, "sessions.0.status")).isEqualTo("waiting");
            assertThat(number(connected, "sessions.0.queue_position")).isEqualTo(1);
        }
        assertThat(api.post(kefu.token(), "/api/sessions/" + session + "/take", "")
                        .status())
                .isEqualTo(200);
        try (ChatClient console = other.open(kefu)) {
            assertThat(text(console.await("connected"), "sessions.0.session_id"))
                    .isEqualTo(session);
            assertThat(text(console.await("message"), "content")).isEqualTo("hello");
        }
    }

    @Test
    void endsTheConnectionsOfADisabledKefuOnEveryNode() {
        TestUser admin = one.admin();
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        try (ChatClient console = other.connect(kefu);
                ChatClient page = one.connect(customer)) {
            page.say("support", "hello");
            page.await("notification", event("session_assigned"));
            assertThat(api.put(admin.token(), "/api/users/" + kefu.id(), "{\"disabled\": true}")
                            .status())
                    .isEqualTo(200);
            assertThat(console.closing().code()).isEqualTo(4001);
            assertThat(number(page.await("notification", event("session_waiting")), "queue_position"))
                    .isEqualTo(1);
            assertThat(farApi.get(kefu.token(), "/api/users/" + kefu.id()).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void closesTheWaitingSessionOfACustomerWhoLeft() {
        TestUser customer = one.customer();
        TestUser kefu = one.kefu(0);
        String session;
        try (ChatClient page = one.connect(customer)) {
            page.say("support", "hello");
            session = text(page.await("ack"), "session_id");
        }
        try (ChatClient console = other.connect(kefu)) {
            console.await("notification", data -> event("queue_changed").test(data) && number(data, "waiting") == 0);
        }
        assertThat(api.get(kefu.token(), "/api/sessions/" + session).text("close_reason"))
                .isEqualTo("abandoned");
    }

    private static Predicate<JsonNode> event(String name) {
        return data -> text(data, "event").equals(name);
    }
}
