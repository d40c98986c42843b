package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.session.AssignWaiting;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.domain.user.UserId;
import io.kefu.redis.testing.AlsoOnCluster;
import io.micronaut.json.tree.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Compares the range that {@code session_assigned} announces with the messages that are pushed after it, for every way in which
 * a session is assigned to a kefu. The customer is on one node, the kefu on the other.
 */
@AlsoOnCluster
class TransferIT extends TransferFixture {
    @Test
    void announcesTheFirstEntryOfASessionWithoutMessages() {
        try (TransferSocket console = connectKefu()) {
            openSession();
            assertAssigned(console, 1, 0, null);
        }
    }

    @Test
    void announcesTheFirstMessageOfACustomer() {
        try (TransferSocket console = connectKefu()) {
            send(1);
            // The session may be assigned before or after its first message is stored.
            JsonNode assigned = console.event("session_assigned");
            assertThat(number(assigned, "first_seq")).isEqualTo(1);
            assertThat(number(assigned, "last_seq")).isBetween(0L, 1L);
            assertPushed(console, 1);
        }
    }

    @Test
    void announcesMessagesFromTheTimeInTheQueue() {
        one.setOffline(kefu);
        send(5);
        kefu = one.kefu(0);
        try (TransferSocket console = connectKefu()) {
            take(kefu);
            assertAssigned(console, 1, 5, null);
        }
    }

    @Test
    void announcesOnlyTheNewest200Messages() {
        one.setOffline(kefu);
        send(250);
        kefu = one.kefu(0);
        try (TransferSocket console = connectKefu()) {
            take(kefu);
            assertAssigned(console, 51, 250, 51L);
        }
    }

    @Test
    void announcesTheWholeSessionToANewKefuAlthoughAColleagueReadIt() {
        send(4);
        reportRead(kefu, 3);
        colleague = one.kefu();
        try (TransferSocket console = new TransferSocket(one.connect(colleague))) {
            transfer(kefu, colleague);
            assertAssigned(console, 1, 4, null);
        }
    }

    @Test
    void announcesNothingOfAnEarlierSession() {
        send(3);
        closeSession();
        one.retire(kefu);
        colleague = one.kefu();
        try (TransferSocket console = new TransferSocket(one.connect(colleague))) {
            openSession();
            assertAssigned(console, 4, 3, null);
        }
    }

    @Test
    void announcesOnlyNewMessagesAfterATransferThereAndBack() {
        send(2);
        try (TransferSocket console = connectKefu()) {
            console.until("m2");
            transferThereAndBack(console, 3);
            assertAssigned(console, 3, 5, null);
            transferThereAndBack(console, 0);
            assertAssigned(console, 7, 6, null);
        }
    }

    @Test
    void announcesOnlyTheNewest200MessagesAfterATransferThereAndBack() {
        send(25);
        try (TransferSocket console = connectKefu()) {
            console.until("m25");
            transferThereAndBack(console, 225);
            assertAssigned(console, 51, 250, 51L);
            transferThereAndBack(console, 150);
            assertAssigned(console, 252, 401, null);
        }
    }

    @Test
    void announcesOnlyNewMessagesAfterATransferToTheQueue() {
        send(2);
        try (TransferSocket console = connectKefu()) {
            console.until("m2");
            require(api.post(kefu.token(), "/api/sessions/" + session + "/transfer", "{}"));
            console.event("session_transferred");
            send(2);
            take(kefu);
            assertAssigned(console, 3, 4, null);
        }
    }

    @Test
    void announcesOnlyNewMessagesAfterTheKefuWasOffline() {
        send(2);
        try (TransferSocket console = connectKefu()) {
            console.until("m2");
            one.setOffline(kefu);
            colleague = one.kefu();
            one.bean(ReleaseKefu.class).release(new UserId(kefu.id()));
            one.bean(AssignWaiting.class).assign();
            console.event("session_transferred");
            send(2);
            one.setOnline(kefu, 5);
            transfer(colleague, kefu);
            assertAssigned(console, 3, 4, null);
        }
    }

    @Test
    void announcesOnlyNewMessagesWhenTheSessionIsOpenedAgain() {
        send(2);
        try (TransferSocket console = connectKefu()) {
            console.until("m2");
            for (long end = 2; end < 5; end++) {
                closeSession();
                console.event("session_closed");
                openSession();
                assertAssigned(console, end + 1, end, null);
            }
        }
    }

    @Test
    void doesNotPushMessagesOfTheSameConnection() {
        send(1);
        try (TransferSocket console = connectKefu()) {
            console.until("m1");
            console.client().say(customer.id(), "own 2");
            console.client().say(customer.id(), "own 3");
            console.data("ack", ack -> number(ack, "seq") == 3);
            last = 3;
            transferThereAndBack(console, 1);
            assertAssigned(console, 4, 4, null);
        }
    }

    @Test
    void announcesMessagesAfterAResumedFormerConversation() {
        send(3);
        transfer(kefu, colleague());
        send(2);
        try (TransferSocket console = new TransferSocket(one.openResuming(kefu))) {
            console.client().send("resume", Map.of("conversations", Map.of(conversation, 1)));
            console.data("error", error -> text(error, "code").equals("CONVERSATION_LEFT"));
            assertThat(console.receivedSeqs()).containsExactlyInAnyOrder(2L, 3L);
            transfer(colleague, kefu);
            assertAssigned(console, 4, 5, null);
        }
    }

    @Test
    void announcesNoMessageAfterAResumeOnAnOpenConnection() {
        send(3);
        transfer(kefu, colleague());
        try (TransferSocket console = connectKefu()) {
            console.client().send("resume", Map.of("conversations", Map.of(conversation, 0)));
            console.data("error", error -> text(error, "code").equals("CONVERSATION_LEFT"));
            assertThat(console.receivedSeqs()).containsExactlyInAnyOrder(1L, 2L, 3L);
            transfer(colleague, kefu);
            assertAssigned(console, 4, 3, null);
        }
    }

    @Test
    void announcesTheSessionAfterAResumeThatDoesNotNameIt() {
        send(3);
        transfer(kefu, colleague());
        try (TransferSocket console = new TransferSocket(one.openResuming(kefu))) {
            console.data("connected", data -> data.get("sessions").size() == 0);
            console.client().send("resume", Map.of("conversations", Map.of()));
            transfer(colleague, kefu);
            assertAssigned(console, 1, 3, null);
        }
    }

    @Test
    void announcesNoMessageAfterAResumeDuringATransfer() {
        send(3);
        try (TransferSocket console = new TransferSocket(one.openResuming(kefu))) {
            console.data("connected", data -> data.get("sessions").size() == 1);
            transfer(kefu, colleague());
            console.client().send("resume", Map.of("conversations", Map.of(conversation, 2)));
            console.event("session_transferred");
            transfer(colleague, kefu);
            assertAssigned(console, 4, 3, null);
        }
    }

    @Test
    void announcesNoMessageToTheCustomerWhoHasThem() {
        send(2);
        transfer(kefu, colleague());
        JsonNode assigned = page.await(
                "notification",
                data -> text(data, "event").equals("session_assigned")
                        && text(data, "session.kefu_id").equals(colleague.id()));
        assertThat(number(assigned, "first_seq")).isEqualTo(3);
        assertThat(number(assigned, "last_seq")).isEqualTo(2);
    }
}
