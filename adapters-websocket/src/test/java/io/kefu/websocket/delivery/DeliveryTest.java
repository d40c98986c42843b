package io.kefu.websocket.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.application.message.testing.Appends;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.delivery.DeliveryFixture.Client;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryTest extends DeliveryScenario {
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

    private long delivered() {
        return state().first().delivered();
    }
}
