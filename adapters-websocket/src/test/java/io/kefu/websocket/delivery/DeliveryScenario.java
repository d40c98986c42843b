package io.kefu.websocket.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Appended;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.delivery.DeliveryFixture.Client;
import java.util.Map;
import java.util.Objects;

/** The customer Mei, the kefu Li, and the steps of tests about their conversation. */
abstract class DeliveryScenario {
    static final UserId MEI = new UserId("mei");
    static final UserId LI = new UserId("li");
    static final ConversationId CONVERSATION = ConversationIds.ofCustomer(MEI);

    final DeliveryFixture fixture = new DeliveryFixture();

    Session session() {
        return fixture.fixture().find(Objects.requireNonNull(state().session()));
    }

    ConversationState state() {
        return fixture.log().state(CONVERSATION).toCompletableFuture().join().orElseThrow();
    }

    void opensSession() {
        fixture.fixture().opens("mei");
    }

    void says(String text) {
        store(Appends.customer(MEI, text));
    }

    void replies(String text) {
        store(Appends.serving(LI, MEI, text));
    }

    void store(Append append) {
        assertThat(fixture.log().append(append).toCompletableFuture().join()).isInstanceOf(Appended.Stored.class);
    }

    void transfer(String kefu) {
        fixture.fixture()
                .transferSession()
                .transfer(SessionFixture.admin("admin"), session().id(), new UserId(kefu), null);
    }

    static void resume(Client client, long position) {
        client.delivery().resume(Map.of(CONVERSATION, position));
    }
}
