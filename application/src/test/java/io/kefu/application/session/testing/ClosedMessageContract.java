package io.kefu.application.session.testing;

import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.hours.testing.HoursContract;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageEvents.ConversationEvent.Appended;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.hours.WorkingHours;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every session store does with sessions that wait outside the working hours. At the time of the test clock it is closed. */
public abstract class ClosedMessageContract {
    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final ConversationId CONVERSATION = ConversationIds.ofCustomer(CUSTOMER);

    private final InMemoryHours hours = new InMemoryHours();
    private MessagePorts ports = MessagePorts.inMemory();

    /** The ports over an empty store with these hours. */
    protected abstract MessagePorts create(InMemoryHours hours, TestClock clock);

    @BeforeEach
    void closeService() {
        ports = create(hours, TestClock.atNoon());
        hours.replace(HoursContract.withMessage("Closed until 9:00"), OptionalLong.empty());
        assertThat(hours.isOpen(Appends.NOON)).isFalse();
    }

    private List<Message> entries() {
        return await(ports.log().readAfter(CONVERSATION, 0, 100)).messages();
    }

    private ConversationState state() {
        return await(ports.log().state(CONVERSATION)).orElseThrow();
    }

    @Test
    void aWaitingSessionGetsTheMessageOnceInItsLife() throws InterruptedException {
        BlockingQueue<ConversationEvent> events = new LinkedBlockingQueue<>();
        await(ports.events().subscribe(CONVERSATION, events::add));
        Session session = ports.assign(CUSTOMER, null, 1);
        ports.assign(CUSTOMER, null, 1);
        ports.assign(CUSTOMER, KEFU, 2);
        ports.assign(CUSTOMER, null, 3);
        assertThat(entries()).hasSize(1);
        Message notice = entries().getFirst();
        assertThat(notice.content()).isEqualTo("Closed until 9:00");
        assertThat(notice.type()).isEqualTo(MessageType.SYSTEM);
        assertThat(notice.from()).isEqualTo(UserId.SYSTEM);
        assertThat(notice.to()).isEqualTo(CUSTOMER);
        assertThat(notice.session()).isEqualTo(session.id());
        assertThat(notice.metadata()).isEqualTo(WorkingHours.CLOSED_METADATA);
        assertThat(events.poll(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Appended.class, event -> assertThat(event.message()).isEqualTo(notice));
        assertThat(session.state()).isEqualTo(SessionState.WAITING);
        assertThat(ports.sessions().find(session.id()).orElseThrow().messages()).isZero();
        assertThat(state().first().unread()).isZero();
        assertThat(state().second().entriesAbove()).isZero();
        assertThat(state().last()).isEqualTo(1);
    }

    @Test
    void messagesBeforeAndAfterItAreCountedAsBefore() {
        hours.replace(WorkingHours.ALWAYS, OptionalLong.empty());
        ports.assign(CUSTOMER, null, 1);
        ports.store(Appends.customer(CUSTOMER, "before"));
        hours.replace(HoursContract.withMessage("Closed"), OptionalLong.empty());
        ports.assign(CUSTOMER, null, 1);
        ports.store(Appends.customer(CUSTOMER, "after"));
        assertThat(entries()).extracting(Message::content).containsExactly("before", "Closed", "after");
        assertThat(state().second().unread()).isEqualTo(2);
        assertThat(state().first().unread()).isZero();
    }

    @Test
    void anotherSessionGetsItAgain() {
        ports.close(ports.assign("00000001", CUSTOMER, null, 1));
        ports.assign("00000001", CUSTOMER, null, 1);
        assertThat(entries()).hasSize(1);
        ports.assign("00000002", CUSTOMER, null, 2);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void aServedSessionAndHoursWithoutAMessageGetNone() {
        ports.assign("00000001", CUSTOMER, KEFU, 1);
        assertThat(entries()).isEmpty();
        hours.replace(HoursContract.withMessage(null), OptionalLong.empty());
        ports.assign("00000001", CUSTOMER, null, 2);
        assertThat(entries()).isEmpty();
    }
}
