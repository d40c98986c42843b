package io.kefu.websocket.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.application.session.TagSession;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.reply.ReplyOwner;
import io.kefu.domain.session.Note;
import io.kefu.domain.session.NoteId;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.delivery.DeliveryFixture.Client;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionNotificationsTest extends DeliveryScenario {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void assignedSessionIsAnnouncedBeforeItsEntries() {
        opensSession();
        says("one");
        says("two");
        Client li = fixture.kefu("li");
        assertThat(li.received()).containsExactly("connected li", "message 1 one", "message 2 two");
        li.disconnect();
        Client jun = fixture.kefu("jun");
        jun.received();
        transfer("jun");
        assertThat(jun.received()).containsExactly("session_assigned 1 2", "message 1 one", "message 2 two");
    }

    @Test
    void assignedSessionIsFollowedAlthoughTheStoreDoesNotAnswerAtFirst() {
        opensSession();
        fixture.kefu("li");
        Client jun = fixture.kefu("jun");
        jun.received();
        fixture.conversations().events().failNextSubscriptions(2);
        transfer("jun");
        assertThat(jun.received()).containsExactly("session_assigned 1 0");
        says("one");
        jun.waitForRetry();
        assertThat(jun.received()).isEmpty();
        jun.waitForRetry();
        assertThat(jun.received()).containsExactly("message 1 one");
        says("two");
        assertThat(jun.received()).containsExactly("message 2 two");
    }

    @Test
    void formerKefuReceivesNoFurtherEntriesAndResumesUpToTheTransfer() {
        opensSession();
        says("one");
        Client li = fixture.kefu("li");
        fixture.kefu("jun");
        li.received();
        transfer("jun");
        says("two");
        assertThat(li.received()).containsExactly("session_transferred 1");
        resume(li, 0);
        assertThat(li.received()).containsExactly("message 1 one", "error CONVERSATION_LEFT");
    }

    @Test
    void customerIsNotifiedOfTheWholeSession() {
        Client mei = fixture.customer("mei");
        assertThat(mei.received()).containsExactly("connected mei");
        opensSession();
        fixture.kefu("li");
        assertThat(mei.received()).startsWith("session_created").contains("session_assigned 1 0");
        assertThat(mei.delivery().waitingSession()).isNull();
        fixture.fixture().closes(session().id());
        assertThat(mei.received()).containsExactly("session_closed");
    }

    @Test
    void staffAreNotifiedOfNewTagsOnceAndTheCustomerIsNot() {
        opensSession();
        Client li = fixture.kefu("li");
        Client jun = fixture.kefu("jun");
        Client mei = fixture.customer("mei");
        List.of(li, jun, mei).forEach(Client::received);
        Session session = session();
        tag(session, "vip");
        fixture.conversations().events().publish(LI, new UserEvent.SessionChanged(session.id()));
        assertThat(li.received()).containsExactly("session_tagged");
        assertThat(jun.received()).containsExactly("session_tagged");
        fixture.fixture().closes(session.id());
        tag(session, "vip", "refund");
        assertThat(li.received()).containsExactly("session_closed", "session_tagged");
        assertThat(mei.received()).containsExactly("session_closed");
    }

    @Test
    void customerReceivesNoEventsForStaff() {
        opensSession();
        Client li = fixture.kefu("li");
        Client mei = fixture.customer("mei");
        List.of(li, mei).forEach(Client::received);
        Note note =
                new Note(NoteId.ofKey("a".repeat(NoteId.KEY_LENGTH)), session().id(), LI, "asks often", NOW);
        for (UserId receiver : List.of(LI, MEI)) {
            fixture.conversations().events().publish(receiver, new UserEvent.NoteAdded(MEI, note));
            fixture.conversations().events().publish(receiver, new UserEvent.RepliesChanged(new ReplyOwner.Everyone()));
        }
        assertThat(li.received()).containsExactly("note_added", "replies_changed");
        assertThat(mei.received()).isEmpty();
    }

    /** An open session of the kefu is compared with what the client knows, because an event may be lost. */
    @Test
    void kefuIsNotifiedOfNewTagsAfterLostEvents() {
        opensSession();
        Client li = fixture.kefu("li");
        li.received();
        fixture.fixture().sessions().update(session().id(), details -> details.withTags(List.of("vip")));
        fixture.conversations().events().publish(LI, new UserEvent.Interrupted());
        assertThat(li.received()).containsExactly("session_tagged");
    }

    @Test
    void waitingCustomerIsNotifiedOfANewQueuePosition() {
        Session other = fixture.fixture().opens("other");
        opensSession();
        Client mei = fixture.customer("mei");
        mei.received();
        assertThat(mei.delivery().waitingSession()).isEqualTo(session().id());
        mei.delivery()
                .queueChanged(fixture.fixture().desk().queue(List.of(session().id())));
        assertThat(mei.received()).isEmpty();
        fixture.fixture().closes(other.id());
        mei.delivery()
                .queueChanged(fixture.fixture().desk().queue(List.of(session().id())));
        assertThat(mei.received()).containsExactly("session_waiting");
    }

    @Test
    void kefuIsNotifiedOfTheLengthOfTheQueueOnlyWhenItChanges() {
        Client li = fixture.kefu("li");
        li.received();
        for (int i = 0; i < 2; i++) {
            li.delivery().queueChanged(new Desk.Queue(3, Map.of()));
        }
        assertThat(li.received()).containsExactly("queue_changed 3");
    }

    /** Changes the tags as Jun, who does not serve the customer. */
    private void tag(Session session, String... tags) {
        new TagSession(fixture.fixture().sessions())
                .tag(
                        new Principal(new UserId("jun"), Role.ADMIN, "Jun"),
                        session.id(),
                        new TagSession.Command(List.of(tags)));
    }
}
