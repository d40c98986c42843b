package io.kefu.application.session;

import static io.kefu.application.session.testing.SessionFixture.LEASE;
import static io.kefu.application.session.testing.SessionFixture.TIMES;
import static io.kefu.application.session.testing.SessionFixture.customer;
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
import io.kefu.application.session.testing.SessionFixture;
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
    private final SessionFixture fixture = SessionFixture.inMemory(conversations);

    @Test
    void anOpeningOfANodeThatDiedIsApplied() {
        Desk.Assignment half = fixture.desk()
                .open(new Desk.Opening(
                        SessionId.of(ConversationIds.ofCustomer(CUSTOMER), "halfway0"),
                        CUSTOMER,
                        Session.DEFAULT_TYPE,
                        null,
                        fixture.clock().instant()));
        fixture.clock().advance(TIMES.pending().minus(MOMENT));
        fixture.sweeps();
        assertThat(fixture.sessions().find(half.session())).isEmpty();
        fixture.clock().advance(MOMENT);
        fixture.sweeps();
        assertThat(fixture.find(half.session()).state()).isEqualTo(SessionState.WAITING);
        assertThat(fixture.overdue().pending(fixture.clock().instant(), 10)).isEmpty();
    }

    @Test
    void aClosingOfANodeThatDiedIsFinished() {
        fixture.comes("kefu", 1);
        Session session = fixture.opens("a");
        fixture.overdue().startClosing(session.id(), fixture.clock().instant());
        fixture.sessions()
                .close(session.id(), new Ending(fixture.clock().instant(), "closed_by_kefu"), new Only.Always());
        Session next = fixture.opens("b");
        assertThat(next.state()).isEqualTo(SessionState.WAITING);
        fixture.clock().advance(TIMES.pending());
        fixture.sweeps();
        assertThat(fixture.desk().find(session.id())).isEmpty();
        assertThat(fixture.find(next.id()).kefu()).isEqualTo(KEFU);
    }

    @Test
    void theSessionsOfASilentKefuAreReassignedAfterTheGrace() {
        fixture.comes("kefu", 5);
        Session session = fixture.opens("a");
        fixture.clock().advance(LEASE.plus(TIMES.silent()).minus(MOMENT));
        fixture.comes("other", 5);
        fixture.sweeps();
        assertThat(fixture.find(session.id()).kefu()).isEqualTo(KEFU);
        fixture.clock().advance(MOMENT);
        fixture.sweeps();
        assertThat(fixture.find(session.id()).kefu()).isEqualTo(new UserId("other"));
    }

    @Test
    void aKefuWhoReturnsWithinTheGraceKeepsTheSessions() {
        fixture.comes("kefu", 5);
        Session session = fixture.opens("a");
        fixture.clock().advance(LEASE.plus(TIMES.silent()).minus(MOMENT));
        fixture.presence().renew(List.of(KEFU), fixture.clock().instant(), LEASE);
        fixture.clock().advance(MOMENT);
        fixture.sweeps();
        assertThat(fixture.find(session.id()).isServedBy(KEFU)).isTrue();
    }

    @Test
    void aSessionIsAbandonedAfterALongAbsence() {
        Session gone = fixture.opens("a");
        Session waiting = fixture.opens("b");
        fixture.presence()
                .connect("node", List.of(waiting.customer()), fixture.clock().instant(), Duration.ofDays(1));
        fixture.clock().advance(TIMES.abandoned().minus(MOMENT));
        fixture.sweeps();
        assertThat(fixture.find(gone.id()).state()).isEqualTo(SessionState.WAITING);
        fixture.clock().advance(MOMENT);
        fixture.sweeps();
        assertThat(fixture.find(gone.id()).ending())
                .isEqualTo(new Ending(fixture.clock().instant(), Ending.ABANDONED));
        assertThat(fixture.find(waiting.id()).state()).isEqualTo(SessionState.WAITING);
        assertThat(fixture.desk().find(waiting.id()).orElseThrow().position()).isEqualTo(1);
    }

    @Test
    void aCallPreventsThatASessionIsAbandoned() {
        SessionId session = fixture.opens("a").id();
        RecordCustomerCall recordCustomerCall = new RecordCustomerCall(fixture.overdue(), fixture.clock(), TIMES);
        for (int i = 0; i < 5; i++) {
            fixture.clock().advance(TIMES.abandoned().minus(MOMENT));
            fixture.sweeps();
            recordCustomerCall.record(customer("a"));
            recordCustomerCall.record(SessionFixture.kefu("kefu"));
        }
        assertThat(fixture.find(session).state()).isEqualTo(SessionState.WAITING);
        fixture.clock().advance(TIMES.abandoned());
        fixture.sweeps();
        assertThat(fixture.find(session).ending()).extracting(Ending::reason).isEqualTo(Ending.ABANDONED);
    }

    @Test
    void aSessionIsIdleIfTheCustomerDoesNotAnswer() {
        fixture.comes("kefu", 5);
        SessionId session = fixture.opens("a").id();
        writes(Appends.customer(CUSTOMER, "在吗"));
        beatsOn(Duration.ofMinutes(20));
        writes(Appends.serving(KEFU, CUSTOMER, "在"));
        beatsOn(TIMES.idle().minus(MOMENT));
        fixture.sweeps();
        assertThat(fixture.find(session).state()).isEqualTo(SessionState.ACTIVE);
        beatsOn(MOMENT);
        fixture.sweeps();
        assertThat(fixture.find(session).ending())
                .isEqualTo(new Ending(fixture.clock().instant(), Ending.IDLE));
        assertThat(fixture.desk().servedBy(KEFU)).isEmpty();
    }

    @Test
    void aSessionIsNotIdleWhileTheCustomerWaitsForAnAnswer() {
        fixture.comes("kefu", 5);
        SessionId session = fixture.opens("a").id();
        writes(Appends.customer(CUSTOMER, "在吗"));
        for (int i = 0; i < 5; i++) {
            beatsOn(TIMES.idle());
            fixture.sweeps();
        }
        assertThat(fixture.find(session).isServedBy(KEFU)).isTrue();
    }

    @Test
    void moreThanOneBatchIsSwept() {
        List<SessionId> opened = IntStream.range(0, 250)
                .mapToObj(i -> fixture.opens("customer" + i).id())
                .toList();
        fixture.clock().advance(TIMES.abandoned());
        fixture.sweeps();
        assertThat(fixture.sessions().findAll(opened)).allMatch(s -> s.state() == SessionState.CLOSED);
        assertThat(fixture.desk().queue(List.of()).length()).isZero();
    }

    @Test
    void aSessionThatIsClosedDuringTheSweepIsIgnored() {
        Session session = fixture.opens("a");
        fixture.closeSession().close(customer("a"), session.id(), null);
        fixture.clock().advance(TIMES.abandoned());
        fixture.sweeps();
        assertThat(fixture.find(session.id()).ending())
                .extracting(Ending::reason)
                .isEqualTo("closed_by_customer");
    }

    /** Advances the clock while the kefu sends heartbeats. */
    private void beatsOn(Duration time) {
        fixture.clock().advance(time);
        fixture.presence()
                .heartbeat(
                        KEFU,
                        User.Service.DEFAULT,
                        KefuStatus.BUSY,
                        fixture.clock().instant(),
                        LEASE);
    }

    private void writes(Append append) {
        var unused = log.append(Appends.at(append, fixture.clock().instant()))
                .toCompletableFuture()
                .join();
    }
}
