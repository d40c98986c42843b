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

/** The contract of {@link MessageLog} for sends under a client message id. */
public abstract class RepeatedSendContract {
    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final UserId OTHER_KEFU = new UserId("Other");

    private MessagePorts ports = MessagePorts.inMemory();

    /** Creates the ports over an empty store. */
    protected abstract MessagePorts create();

    @BeforeEach
    void setUp() {
        ports = create();
    }

    @Test
    void aRepeatReturnsTheFirstResult() {
        ports.assign(CUSTOMER, KEFU, 1);
        Append append = under(customer(CUSTOMER, "x"), "id");
        Message first = ports.store(append);
        assertThat(first.clientMessageId()).isEqualTo(new ClientMessageId("id"));
        ports.store(customer(CUSTOMER, "y"));
        assertThat(ports.store(at(append, NOON.plusSeconds(1)))).isEqualTo(first);
        assertThat(log()).hasSize(2);
    }

    @Test
    void concurrentRepeatsStoreOneMessage() {
        ports.assign(CUSTOMER, KEFU, 1);
        List<Message> stored =
                Parallel.call(20, i -> ports.store(at(under(customer(CUSTOMER, "x"), "id"), NOON.plusMillis(i))));
        assertThat(Set.copyOf(stored)).hasSize(1);
        assertThat(log()).containsExactly(stored.getFirst());
    }

    @Test
    void anotherContentIsRefused() {
        ports.assign(CUSTOMER, KEFU, 1);
        Append append = under(customer(CUSTOMER, "x"), "id");
        ClientMessageId id = new ClientMessageId("id");
        ports.store(append);
        ports.refuse(Refusal.CLIENT_ID_TAKEN, under(customer(CUSTOMER, "y"), "id"));
        ports.refuse(Refusal.CLIENT_ID_TAKEN, with(append, new Draft(MessageType.IMAGE, "x", null, id)));
        ports.refuse(Refusal.CLIENT_ID_TAKEN, with(append, new Draft(MessageType.TEXT, "x", new Metadata("{}"), id)));
        assertThat(log()).hasSize(1);
    }

    @Test
    void aClientMessageIdBelongsToOneSenderInOneConversation() {
        ports.assign(CUSTOMER, KEFU, 1);
        UserId other = new UserId("customer-2");
        ports.assign(other, KEFU, 2);
        ports.store(under(customer(CUSTOMER, "a"), "id"));
        ports.store(under(serving(KEFU, CUSTOMER, "b"), "id"));
        ports.store(under(serving(KEFU, other, "c"), "id"));
        ports.store(under(pair(KEFU, OTHER_KEFU, "d"), "id"));
        assertThat(log()).extracting(Message::content).containsExactly("a", "b");
    }

    @Test
    void aRefusedSendIsNotRemembered() {
        ports.refuse(Refusal.NO_OPEN_SESSION, under(customer(CUSTOMER, "x"), "id"));
        ports.assign(CUSTOMER, KEFU, 1);
        assertThat(ports.store(under(customer(CUSTOMER, "y"), "id")).content()).isEqualTo("y");
    }

    @Test
    void aRepeatAfterTheSessionsEndReturnsTheFirstResult() {
        Session session = ports.assign(CUSTOMER, KEFU, 1);
        Append asked = under(customer(CUSTOMER, "x"), "id");
        Append answered = under(serving(KEFU, CUSTOMER, "y"), "id");
        Message question = ports.store(asked);
        Message answer = ports.store(answered);
        ports.close(session);
        assertThat(ports.store(asked)).isEqualTo(question);
        assertThat(ports.store(answered)).isEqualTo(answer);
    }

    @Test
    void aRepeatAnywhereWithinADayReturnsTheFirstResult() {
        ports.assign(CUSTOMER, KEFU, 1);
        Append append = under(customer(CUSTOMER, "x"), "id");
        Message first = ports.store(append);
        assertThat(ports.store(at(append, NOON.plus(Duration.ofDays(1))))).isEqualTo(first);
    }

    @Test
    void aRepeatOnANodeWhoseClockIsBehindReturnsTheFirstResult() {
        ports.assign(CUSTOMER, KEFU, 1);
        Append append = under(customer(CUSTOMER, "x"), "id");
        Instant midnight = Instant.parse("2026-03-02T00:00:00Z");
        Message first = ports.store(at(append, midnight.plusMillis(1)));
        assertThat(ports.store(at(append, midnight.minusMillis(1)))).isEqualTo(first);
    }

    private List<Message> log() {
        return MessagePorts.await(ports.log().readAfter(ConversationIds.ofCustomer(CUSTOMER), 0, 100))
                .messages();
    }
}
