package io.kefu.websocket.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Appended;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.session.TagSession;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.domain.conversation.ConversationId;
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
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final UserId MEI = new UserId("mei");
    private static final UserId LI = new UserId("li");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ConversationId CONVERSATION = ConversationIds.ofCustomer(MEI);

    private final DeliveryFixture fixture = new DeliveryFixture();

    @Test
    void greetingComesBeforeMissedEntries() {
        opensSession();
        says("hello");
        assertThat(fixture.kefu("li").received()).contains("connected li");
        Client mei = fixture.customer("mei");
        replies("welcome");
        assertThat(mei.received()).startsWith("connected mei").endsWith("message 2 welcome");
    }

    @Test
    void messageIsEncodedOnceForAllReceivers() {
        opensSession();
        Client first = fixture.customer("mei");
        Client second = fixture.customer("mei");
        first.received();
        second.received();
        says("hello");
        assertThat(first.received()).containsExactly("message 1 hello");
        assertThat(second.received()).containsExactly("message 1 hello");
        assertThat(first.lastBytes().getFirst()).isSameAs(second.lastBytes().getFirst());
    }

    @Test
    void connectionThatSentAMessageDoesNotReceiveIt() {
        opensSession();
        Client mei = fixture.customer("mei");
        mei.received();
        store(Appends.via(Appends.customer(MEI, "hello"), "connection-1"));
        assertThat(mei.received()).isEmpty();
    }

    @Test
    void resumingClientReceivesNothingButTheGreetingBeforeItResumes() {
        opensSession();
        says("one");
        Client mei = fixture.resumingCustomer("mei");
        says("two");
        assertThat(mei.received()).containsExactly("connected mei");
        resume(mei, 1);
        assertThat(mei.received()).containsExactly("message 2 two");
    }

    @Test
    void positionAboveTheEndOfTheLogResetsTheConversation() {
        opensSession();
        says("one");
        Client mei = fixture.resumingCustomer("mei");
        resume(mei, 9);
        assertThat(mei.received()).containsExactly("connected mei", "conversation_reset", "message 1 one");
    }

    @Test
    void customerMayNotResumeAnotherConversation() {
        Client mei = fixture.resumingCustomer("mei");
        mei.delivery().resume(Map.of(ConversationIds.ofCustomer(new UserId("other")), 0L));
        assertThat(mei.received()).containsExactly("connected mei", "error MESSAGE_NOT_FOUND");
    }

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

    @Test
    void pongAdvancesTheDeliveredCursorOfAClientThatDoesNotReport() {
        opensSession();
        fixture.kefu("li");
        Client mei = fixture.customer("mei");
        replies("welcome");
        mei.received();
        mei.delivery().beforePing(1);
        replies("and more");
        mei.received();
        mei.delivery().ponged();
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void pongDoesNotAdvanceTheCursorsOfAClientThatReports() {
        opensSession();
        fixture.kefu("li");
        Client mei = fixture.customer("mei");
        replies("welcome");
        replies("and more");
        mei.received();
        mei.delivery().report(CONVERSATION, Cursors.deliveredUpTo(1));
        mei.delivery().beforePing(1);
        mei.delivery().ponged();
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void endOfTheLoginClosesTheSocket() {
        Client mei = fixture.customer("mei");
        mei.received();
        fixture.tokens().revokeAll(MEI);
        fixture.conversations().events().publish(MEI, new UserEvent.LoggedOut());
        assertThat(mei.received()).containsExactly("close 4001");
    }

    @Test
    void loginHasTheNewNameOfTheUser() {
        Client mei = fixture.customer("mei");
        fixture.tokens().rename(MEI, "Mei Lin");
        fixture.conversations().events().publish(MEI, new UserEvent.Renamed("Mei Lin"));
        assertThat(mei.delivery().login().user().name()).isEqualTo("Mei Lin");
    }

    @Test
    void closedConnectionReceivesNothing() {
        opensSession();
        Client mei = fixture.customer("mei");
        mei.received();
        mei.disconnect();
        says("hello");
        assertThat(mei.received()).isEmpty();
    }

    /** Changes the tags as Jun, who does not serve the customer. */
    private void tag(Session session, String... tags) {
        new TagSession(fixture.fixture().sessions())
                .tag(
                        new Principal(new UserId("jun"), Role.ADMIN, "Jun"),
                        session.id(),
                        new TagSession.Command(List.of(tags)));
    }

    private Session session() {
        return fixture.fixture().find(Objects.requireNonNull(state().session()));
    }

    private ConversationState state() {
        return fixture.log().state(CONVERSATION).toCompletableFuture().join().orElseThrow();
    }

    private void opensSession() {
        fixture.fixture().opens("mei");
    }

    private void says(String text) {
        store(Appends.customer(MEI, text));
    }

    private void replies(String text) {
        store(Appends.serving(LI, MEI, text));
    }

    private void store(Append append) {
        assertThat(fixture.log().append(append).toCompletableFuture().join()).isInstanceOf(Appended.Stored.class);
    }

    private void transfer(String kefu) {
        fixture.fixture()
                .transferSession()
                .transfer(SessionFixture.admin("admin"), session().id(), new UserId(kefu), null);
    }

    private static void resume(Client client, long position) {
        client.delivery().resume(Map.of(CONVERSATION, position));
    }

    private long delivered() {
        return state().first().delivered();
    }
}
