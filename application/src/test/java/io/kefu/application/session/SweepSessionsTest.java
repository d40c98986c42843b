package io.kefu.application.session;

import static io.kefu.application.session.testing.SessionHouse.LEASE;
import static io.kefu.application.session.testing.SessionHouse.TIMES;
import static io.kefu.application.session.testing.SessionHouse.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.message.testing.InMemoryMessageLog;
import io.kefu.application.presence.RecordCustomerCall;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.application.session.testing.SessionHouse;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepSessionsTest {
    private static final UserId CUSTOMER = new UserId("a");
    private static final UserId KEFU = new UserId("kefu");
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final InMemoryConversations conversations = new InMemoryConversations();
    private final MessageLog log = new InMemoryMessageLog(conversations);
    private final SessionHouse house = SessionHouse.inMemory(conversations);

    @Test
    void anOpeningOfANodeThatDiedIsApplied() {
        Desk.Assignment half = house.desk()
                .open(new Desk.Opening(
                        SessionId.of(ConversationIds.ofCustomer(CUSTOMER), "halfway0"),
                        CUSTOMER,
                        Session.DEFAULT_TYPE,
                        null,
                        house.clock().instant()));
        house.clock().advance(TIMES.pending().minus(MOMENT));
        house.sweeps();
        assertThat(house.sessions().find(half.session())).isEmpty();
        house.clock().advance(MOMENT);
        house.sweeps();
        assertThat(house.find(half.session()).state()).isEqualTo(SessionState.WAITING);
        assertThat(house.overdue().pending(house.clock().instant(), 10)).isEmpty();
    }

    @Test
    void aClosingOfANodeThatDiedIsFinished() {
        house.comes("kefu", 1);
        Session session = house.opens("a");
        house.overdue().startClosing(session.id(), house.clock().instant());
        house.sessions().close(session.id(), new Ending(house.clock().instant(), "closed_by_kefu"), new Only.Always());
        Session next = house.opens("b");
        assertThat(next.state()).isEqualTo(SessionState.WAITING);
        house.clock().advance(TIMES.pending());
        house.sweeps();
        assertThat(house.desk().find(session.id())).isEmpty();
        assertThat(house.find(next.id()).kefu()).isEqualTo(KEFU);
    }

    @Test
    void theSessionsOfASilentKefuAreReassignedAfterTheGrace() {
        house.comes("kefu", 5);
        Session session = house.opens("a");
        house.clock().advance(LEASE.plus(TIMES.silent()).minus(MOMENT));
        house.comes("other", 5);
        house.sweeps();
        assertThat(house.find(session.id()).kefu()).isEqualTo(KEFU);
        house.clock().advance(MOMENT);
        house.sweeps();
        assertThat(house.find(session.id()).kefu()).isEqualTo(new UserId("other"));
    }

    @Test
    void aKefuWhoReturnsWithinTheGraceKeepsTheSessions() {
        house.comes("kefu", 5);
        Session session = house.opens("a");
        house.clock().advance(LEASE.plus(TIMES.silent()).minus(MOMENT));
        house.presence().renew(List.of(KEFU), house.clock().instant(), LEASE);
        house.clock().advance(MOMENT);
        house.sweeps();
        assertThat(house.find(session.id()).isServedBy(KEFU)).isTrue();
    }

    @Test
    void aSessionIsAbandonedAfterALongAbsence() {
        Session gone = house.opens("a");
        Session waiting = house.opens("b");
        house.presence()
                .connect("node", List.of(waiting.customer()), house.clock().instant(), Duration.ofDays(1));
        house.clock().advance(TIMES.abandoned().minus(MOMENT));
        house.sweeps();
        assertThat(house.find(gone.id()).state()).isEqualTo(SessionState.WAITING);
        house.clock().advance(MOMENT);
        house.sweeps();
        assertThat(house.find(gone.id()).ending())
                .isEqualTo(new Ending(house.clock().instant(), Ending.ABANDONED));
        assertThat(house.find(waiting.id()).state()).isEqualTo(SessionState.WAITING);
        assertThat(house.desk().find(waiting.id()).orElseThrow().position()).isEqualTo(1);
    }

    @Test
    void aCallPreventsThatASessionIsAbandoned() {
        SessionId session = house.opens("a").id();
        RecordCustomerCall recordCustomerCall = new RecordCustomerCall(house.overdue(), house.clock(), TIMES);
        for (int i = 0; i < 5; i++) {
            house.clock().advance(TIMES.abandoned().minus(MOMENT));
            house.sweeps();
            recordCustomerCall.record(customer("a"));
            recordCustomerCall.record(SessionHouse.kefu("kefu"));
        }
        assertThat(house.find(session).state()).isEqualTo(SessionState.WAITING);
        house.clock().advance(TIMES.abandoned());
        house.sweeps();
        assertThat(house.find(session).ending()).extracting(Ending::reason).isEqualTo(Ending.ABANDONED);
    }

    @Test
    void aSessionIsIdleIfTheCustomerDoesNotAnswer() {
        house.comes("kefu", 5);
        SessionId session = house.opens("a").id();
        writes(Appends.customer(CUSTOMER, "在吗"));
        beatsOn(Duration.ofMinutes(20));
        writes(Appends.serving(KEFU, CUSTOMER, "在"));
        beatsOn(TIMES.idle().minus(MOMENT));
        house.sweeps();
        assertThat(house.find(session).state()).isEqualTo(SessionState.ACTIVE);
        beatsOn(MOMENT);
        house.sweeps();
        assertThat(house.find(session).ending())
                .isEqualTo(new Ending(house.clock().instant(), Ending.IDLE));
        assertThat(house.desk().servedBy(KEFU)).isEmpty();
    }

    @Test
    void aSessionIsNotIdleWhileTheCustomerWaitsForAnAnswer() {
        house.comes("kefu", 5);
        SessionId session = house.opens("a").id();
        writes(Appends.customer(CUSTOMER, "在吗"));
        for (int i = 0; i < 5; i++) {
            beatsOn(TIMES.idle());
            house.sweeps();
        }
        assertThat(house.find(session).isServedBy(KEFU)).isTrue();
    }

    @Test
    void moreThanOneBatchIsSwept() {
        List<SessionId> opened = IntStream.range(0, 250)
                .mapToObj(i -> house.opens("customer" + i).id())
                .toList();
        house.clock().advance(TIMES.abandoned());
        house.sweeps();
        assertThat(house.sessions().findAll(opened)).allMatch(s -> s.state() == SessionState.CLOSED);
        assertThat(house.desk().queue(List.of()).length()).isZero();
    }

    @Test
    void aSessionThatIsClosedDuringTheSweepIsIgnored() {
        Session session = house.opens("a");
        house.closeSession().close(customer("a"), session.id(), null);
        house.clock().advance(TIMES.abandoned());
        house.sweeps();
        assertThat(house.find(session.id()).ending()).extracting(Ending::reason).isEqualTo("closed_by_customer");
    }

    /** Advances the clock while the kefu sends heartbeats. */
    private void beatsOn(Duration time) {
        house.clock().advance(time);
        house.presence()
                .heartbeat(
                        KEFU,
                        User.Service.DEFAULT,
                        KefuStatus.BUSY,
                        house.clock().instant(),
                        LEASE);
    }

    private void writes(Append append) {
        var unused = log.append(Appends.at(append, house.clock().instant()))
                .toCompletableFuture()
                .join();
    }
}
