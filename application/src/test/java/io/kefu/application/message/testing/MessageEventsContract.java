package io.kefu.application.message.testing;

import static io.kefu.application.message.testing.Appends.customer;
import static io.kefu.application.message.testing.Appends.pair;
import static io.kefu.application.message.testing.Appends.via;
import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageEvents.Subscription;
import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.application.message.port.MessageLog.CursorReport;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.UserId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link MessageEvents}. */
public abstract class MessageEventsContract {
    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final ConversationId CONVERSATION = ConversationIds.ofCustomer(CUSTOMER);

    private MessagePorts ports = MessagePorts.inMemory();

    /** Creates the ports over an empty store. */
    protected abstract MessagePorts create();

    @BeforeEach
    void setUp() {
        ports = create();
        ports.assign(CUSTOMER, KEFU, 1);
    }

    @Test
    void noEventIsMissedAfterTheSubscription() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            Heard<ConversationEvent> heard = new Heard<>();
            Subscription subscription = await(ports.events().subscribe(CONVERSATION, heard::add));
            Message message = ports.store(customer(CUSTOMER, "x\ny\n"));
            assertThat(heard.next()).isEqualTo(new ConversationEvent.Appended(message, null));
            subscription.cancel();
        }
    }

    @Test
    void messagesComeInOrderWithTheConnectionThatSentThem() throws InterruptedException {
        Heard<ConversationEvent> heard = new Heard<>();
        Subscription subscription = await(ports.events().subscribe(CONVERSATION, heard::add));
        List<Message> messages = IntStream.range(0, 50)
                .mapToObj(i -> ports.store(via(customer(CUSTOMER, "m" + i), "connection-" + i)))
                .toList();
        for (int i = 0; i < 50; i++) {
            assertThat(heard.next()).isEqualTo(new ConversationEvent.Appended(messages.get(i), "connection-" + i));
        }
        subscription.cancel();
    }

    @Test
    void allSubscribersGetAnEventUntilTheyCancel() throws InterruptedException {
        Heard<ConversationEvent> first = new Heard<>();
        Heard<ConversationEvent> second = new Heard<>();
        Subscription one = await(ports.events().subscribe(CONVERSATION, first::add));
        Subscription two = await(ports.events().subscribe(CONVERSATION, second::add));
        ports.store(customer(CUSTOMER, "a"));
        assertThat(first.next()).isEqualTo(second.next());
        one.cancel();
        Message message = ports.store(customer(CUSTOMER, "b"));
        assertThat(second.next()).isEqualTo(new ConversationEvent.Appended(message, null));
        two.cancel();
        ports.store(customer(CUSTOMER, "c"));
        Heard<ConversationEvent> third = new Heard<>();
        Subscription three = await(ports.events().subscribe(CONVERSATION, third::add));
        Message last = ports.store(customer(CUSTOMER, "d"));
        assertThat(third.next()).isEqualTo(new ConversationEvent.Appended(last, null));
        assertThat(first.isSilent()).isTrue();
        assertThat(second.isSilent()).isTrue();
        three.cancel();
    }

    @Test
    void aFailingListenerDoesNotAffectTheOthers() throws InterruptedException {
        Heard<ConversationEvent> heard = new Heard<>();
        Subscription failing = await(ports.events().subscribe(CONVERSATION, event -> {
            throw new IllegalStateException("on purpose");
        }));
        Subscription subscription = await(ports.events().subscribe(CONVERSATION, heard::add));
        Message message = ports.store(customer(CUSTOMER, "x"));
        assertThat(heard.next()).isEqualTo(new ConversationEvent.Appended(message, null));
        failing.cancel();
        subscription.cancel();
    }

    @Test
    void anEventIsPublishedWhenCursorsAreRaised() throws InterruptedException {
        ports.store(customer(CUSTOMER, "x"));
        Heard<ConversationEvent> heard = new Heard<>();
        Subscription subscription = await(ports.events().subscribe(CONVERSATION, heard::add));
        await(ports.log().advance(new CursorReport(CONVERSATION, KEFU, 1, 0, "console")));
        await(ports.log().advance(new CursorReport(CONVERSATION, KEFU, 1, 0, "console")));
        await(ports.log().advance(new CursorReport(CONVERSATION, KEFU, 0, 1, null)));
        assertThat(heard.next()).isEqualTo(new ConversationEvent.Advanced(CONVERSATION, KEFU, 1, 0, "console"));
        assertThat(heard.next()).isEqualTo(new ConversationEvent.Advanced(CONVERSATION, KEFU, 1, 1, null));
        assertThat(heard.isSilent()).isTrue();
        subscription.cancel();
    }

    @Test
    void subscribersGetOnlyTheEventsOfTheirConversation() throws InterruptedException {
        UserId other = new UserId("customer-2");
        ports.assign(other, KEFU, 2);
        Heard<ConversationEvent> heard = new Heard<>();
        Subscription subscription = await(ports.events().subscribe(CONVERSATION, heard::add));
        ports.store(customer(other, "x"));
        Message message = ports.store(customer(CUSTOMER, "y"));
        assertThat(heard.next()).isEqualTo(new ConversationEvent.Appended(message, null));
        subscription.cancel();
    }

    @Test
    void usersGetEventsAboutTheirSessionsAndPairMessages() throws InterruptedException {
        // Users without earlier events.
        UserId first = new UserId("kefu-first");
        UserId second = new UserId("kefu-second");
        UserId customer = new UserId("customer-of-both");
        Heard<UserEvent> kefu = new Heard<>();
        Heard<UserEvent> other = new Heard<>();
        Subscription one = await(ports.events().subscribe(first, kefu::add));
        Subscription two = await(ports.events().subscribe(second, other::add));
        Session session = ports.assign(customer, first, 2);
        assertThat(kefu.next()).isEqualTo(new UserEvent.SessionChanged(session.id()));
        ports.assign(customer, second, 3);
        assertThat(kefu.next()).isEqualTo(new UserEvent.SessionChanged(session.id()));
        assertThat(other.next()).isEqualTo(new UserEvent.SessionChanged(session.id()));
        ports.store(pair(second, first, "x"));
        assertThat(kefu.next()).isEqualTo(new UserEvent.PairWritten(second));
        assertThat(other.next()).isEqualTo(new UserEvent.PairWritten(first));
        ports.close(session);
        assertThat(other.next()).isEqualTo(new UserEvent.SessionChanged(session.id()));
        ports.sessions().announceTags(session.id(), Set.of(second));
        assertThat(other.next()).isEqualTo(new UserEvent.SessionTagged(session.id()));
        assertThat(kefu.isSilent()).isTrue();
        one.cancel();
        two.cancel();
    }

    /** The events that a listener got. */
    private static final class Heard<E> {
        private final BlockingQueue<E> events = new LinkedBlockingQueue<>();

        void add(E event) {
            events.add(event);
        }

        E next() throws InterruptedException {
            return Objects.requireNonNull(events.poll(10, TimeUnit.SECONDS), "No event came");
        }

        boolean isSilent() {
            return events.isEmpty();
        }
    }
}
