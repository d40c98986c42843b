package io.kefu.application.message.testing;

import static io.kefu.application.message.testing.Appends.NOON;
import static io.kefu.application.message.testing.Appends.at;
import static io.kefu.application.message.testing.Appends.customer;
import static io.kefu.application.message.testing.Appends.pair;
import static io.kefu.application.message.testing.Appends.serving;
import static io.kefu.application.message.testing.Appends.under;
import static io.kefu.application.message.testing.Appends.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Refusal;
import io.kefu.application.testing.Parallel;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link MessageLog} must do with sends under a client message id. */
public abstract class RepeatedSendContract {
    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final UserId OTHER_KEFU = new UserId("Other");

    private MessageHouse house = MessageHouse.inMemory();

    /** Ports of an empty house. */
    protected abstract MessageHouse create();

    @BeforeEach
    void setUp() {
        house = create();
    }

    @Test
    void aRepeatReturnsTheFirstResult() {
        house.stands(CUSTOMER, KEFU, 1);
        Append append = under(customer(CUSTOMER, "x"), "id");
        Message first = house.stores(append);
        assertThat(first.clientMessageId()).isEqualTo(new ClientMessageId("id"));
        house.stores(customer(CUSTOMER, "y"));
        assertThat(house.stores(at(append, NOON.plusSeconds(1)))).isEqualTo(first);
        assertThat(log()).hasSize(2);
    }

    @Test
    void concurrentRepeatsStoreOneMessage() {
        house.stands(CUSTOMER, KEFU, 1);
        List<Message> stored =
                Parallel.call(20, i -> house.stores(at(under(customer(CUSTOMER, "x"), "id"), NOON.plusMillis(i))));
        assertThat(Set.copyOf(stored)).hasSize(1);
        assertThat(log()).containsExactly(stored.getFirst());
    }

    @Test
    void anotherContentIsRefused() {
        house.stands(CUSTOMER, KEFU, 1);
        Append append = under(customer(CUSTOMER, "x"), "id");
        ClientMessageId id = new ClientMessageId("id");
        house.stores(append);
        house.refuses(Refusal.CLIENT_ID_TAKEN, under(customer(CUSTOMER, "y"), "id"));
        house.refuses(Refusal.CLIENT_ID_TAKEN, with(append, new Draft(MessageType.IMAGE, "x", null, id)));
        house.refuses(Refusal.CLIENT_ID_TAKEN, with(append, new Draft(MessageType.TEXT, "x", new Metadata("{}"), id)));
        assertThat(log()).hasSize(1);
    }

    @Test
    void aClientMessageIdBelongsToOneSenderInOneConversation() {
        house.stands(CUSTOMER, KEFU, 1);
        UserId other = new UserId("customer-2");
        house.stands(other, KEFU, 2);
        house.stores(under(customer(CUSTOMER, "a"), "id"));
        house.stores(under(serving(KEFU, CUSTOMER, "b"), "id"));
        house.stores(under(serving(KEFU, other, "c"), "id"));
        house.stores(under(pair(KEFU, OTHER_KEFU, "d"), "id"));
        assertThat(log()).extracting(Message::content).containsExactly("a", "b");
    }

    @Test
    void aRefusedSendIsNotRemembered() {
        house.refuses(Refusal.NO_OPEN_SESSION, under(customer(CUSTOMER, "x"), "id"));
        house.stands(CUSTOMER, KEFU, 1);
        assertThat(house.stores(under(customer(CUSTOMER, "y"), "id")).content()).isEqualTo("y");
    }

    @Test
    void aRepeatAfterTheSessionsEndReturnsTheFirstResult() {
        Session session = house.stands(CUSTOMER, KEFU, 1);
        Append asked = under(customer(CUSTOMER, "x"), "id");
        Append answered = under(serving(KEFU, CUSTOMER, "y"), "id");
        Message question = house.stores(asked);
        Message answer = house.stores(answered);
        house.closes(session);
        assertThat(house.stores(asked)).isEqualTo(question);
        assertThat(house.stores(answered)).isEqualTo(answer);
    }

    @Test
    void aRepeatAnywhereWithinADayReturnsTheFirstResult() {
        house.stands(CUSTOMER, KEFU, 1);
        Append append = under(customer(CUSTOMER, "x"), "id");
        Message first = house.stores(append);
        assertThat(house.stores(at(append, NOON.plus(Duration.ofDays(1))))).isEqualTo(first);
    }

    @Test
    void aRepeatOnANodeWhoseClockIsBehindReturnsTheFirstResult() {
        house.stands(CUSTOMER, KEFU, 1);
        Append append = under(customer(CUSTOMER, "x"), "id");
        Instant midnight = Instant.parse("2026-03-02T00:00:00Z");
        Message first = house.stores(at(append, midnight.plusMillis(1)));
        assertThat(house.stores(at(append, midnight.minusMillis(1)))).isEqualTo(first);
    }

    private List<Message> log() {
        return MessageHouse.await(house.log().readAfter(ConversationIds.ofCustomer(CUSTOMER), 0, 100))
                .messages();
    }
}
