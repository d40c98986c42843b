package io.kefu.application.session;

import static io.kefu.application.session.testing.SessionFixture.admin;
import static io.kefu.application.session.testing.SessionFixture.customer;
import static io.kefu.application.session.testing.SessionFixture.kefu;
import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.session.Transfer;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tests of {@link CloseSession}, {@link TakeSession}, {@link TransferSession}, {@link RateSession}. */
class MoveSessionTest {
    private static final UserId ONE = new UserId("one");
    private static final UserId TWO = new UserId("two");
    private static final SessionId UNKNOWN = new SessionId("sess_AAAAAAAAAAAAAAAA00000000");

    private final SessionFixture fixture = SessionFixture.inMemory();

    @Test
    void aCustomerAKefuAndAnAdminMayClose() {
        fixture.comes("one", 3);
        Session ofCustomer =
                fixture.closeSession().close(customer("a"), fixture.opens("a").id(), null);
        assertThat(ofCustomer.ending()).isEqualTo(new Ending(fixture.clock().instant(), "closed_by_customer"));
        Session ofKefu =
                fixture.closeSession().close(kefu("one"), fixture.opens("b").id(), "已解决");
        assertThat(ofKefu.ending()).isEqualTo(new Ending(fixture.clock().instant(), "已解决"));
        Session ofAdmin =
                fixture.closeSession().close(admin("boss"), fixture.opens("c").id(), null);
        assertThat(ofAdmin.state()).isEqualTo(SessionState.CLOSED);
        assertThat(fixture.desk().servedBy(ONE)).isEmpty();
    }

    @Test
    void closingASessionAssignsAWaitingOne() {
        fixture.comes("one", 1);
        Session first = fixture.opens("a");
        Session second = fixture.opens("b");
        fixture.closeSession().close(kefu("one"), first.id(), null);
        assertThat(fixture.find(second.id()).kefu()).isEqualTo(ONE);
    }

    @Test
    void aCallerWithoutTheRightClosesNothing() {
        fixture.comes("one", 1);
        SessionId session = fixture.opens("a").id();
        SessionId waiting = fixture.opens("b").id();
        CloseSession close = fixture.closeSession();
        assertRefused(ErrorCode.SESSION_NOT_FOUND, () -> close.close(customer("b"), session, null));
        assertRefused(ErrorCode.FORBIDDEN, () -> close.close(kefu("two"), session, null));
        assertRefused(ErrorCode.FORBIDDEN, () -> close.close(kefu("one"), waiting, null));
        assertRefused(ErrorCode.SESSION_NOT_FOUND, () -> close.close(admin("boss"), UNKNOWN, null));
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> close.close(kefu("one"), session, Ending.IDLE));
        close.close(kefu("one"), session, null);
        assertRefused(ErrorCode.SESSION_CLOSED, () -> close.close(kefu("one"), session, null));
    }

    @Test
    void aKefuMayTakeEachWaitingSession() {
        fixture.comes("one", 0);
        fixture.opens("a");
        Session second = fixture.opens("b", "billing", null);
        beat(ONE, 1, KefuStatus.BUSY, "sales");
        Session taken = fixture.takeSession().take(kefu("one"), second.id());
        assertThat(taken.isServedBy(ONE)).isTrue();
        assertThat(fixture.desk().waiting(new PageRequest(1, 20)).items())
                .extracting(Desk.Assignment::customer, Desk.Assignment::position)
                .containsExactly(tuple(new UserId("a"), 1));
    }

    @Test
    void takingIsRefusedWithAReason() {
        fixture.comes("one", 1);
        SessionId served = fixture.opens("a").id();
        SessionId waiting = fixture.opens("b").id();
        TakeSession take = fixture.takeSession();
        assertViolation(Reason.GONE, () -> take.take(kefu("one"), served));
        assertViolation(Reason.NO_FREE_CAPACITY, () -> take.take(kefu("one"), waiting));
        assertViolation(Reason.KEFU_AWAY, () -> take.take(kefu("two"), waiting));
        assertRefused(ErrorCode.FORBIDDEN, () -> take.take(customer("b"), waiting));
        assertRefused(ErrorCode.SESSION_NOT_FOUND, () -> take.take(kefu("one"), UNKNOWN));
        fixture.closes(waiting);
        assertRefused(ErrorCode.SESSION_CLOSED, () -> take.take(kefu("one"), waiting));
    }

    @Test
    void aSessionIsTransferredToAKefu() {
        fixture.comes("one", 1);
        SessionId session = fixture.opens("a").id();
        Session waiting = fixture.opens("b");
        fixture.comes("two", 0);
        beat(TWO, 1, KefuStatus.BUSY);
        Session passedOn = fixture.transferSession().transfer(kefu("one"), session, TWO, "VIP");
        assertThat(passedOn.isServedBy(TWO)).isTrue();
        assertThat(passedOn.details().transfers())
                .containsExactly(new Transfer(ONE, TWO, "VIP", fixture.clock().instant()));
        assertThat(fixture.find(waiting.id()).kefu()).isEqualTo(ONE);
    }

    @Test
    void aSessionIsTransferredToTheQueueAndNotAssignedToTheSameKefu() {
        fixture.comes("one", 2);
        SessionId session = fixture.opens("a").id();
        fixture.opens("b");
        SessionId waiting = fixture.opens("c").id();
        Session passedOn = fixture.transferSession().transfer(kefu("one"), session, null, null);
        assertThat(passedOn.state()).isEqualTo(SessionState.WAITING);
        assertThat(fixture.audit().acts()).isEmpty();
        assertThat(fixture.find(waiting).kefu()).isEqualTo(ONE);
        fixture.closes(waiting);
        fixture.sweeps();
        assertThat(fixture.find(session).state()).isEqualTo(SessionState.WAITING);
        fixture.comes("two", 1);
        assertThat(fixture.find(session).kefu()).isEqualTo(TWO);
    }

    @Test
    void transferringIsRefusedWithAReason() {
        fixture.comes("one", 2);
        SessionId session = fixture.opens("a").id();
        SessionId other = fixture.opens("b").id();
        TransferSession transfer = fixture.transferSession();
        assertRefused(ErrorCode.FORBIDDEN, () -> transfer.transfer(kefu("two"), session, ONE, null));
        assertRefused(ErrorCode.FORBIDDEN, () -> transfer.transfer(customer("a"), session, ONE, null));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> transfer.transfer(kefu("one"), session, TWO, null));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> transfer.transfer(kefu("one"), session, new UserId("b"), null));
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> transfer.transfer(kefu("one"), session, ONE, null));
        fixture.users().create(Users.kefu("two"));
        assertViolation(Reason.KEFU_AWAY, () -> transfer.transfer(kefu("one"), session, TWO, null));
        beat(TWO, 0, KefuStatus.ONLINE);
        assertViolation(Reason.NO_FREE_CAPACITY, () -> transfer.transfer(kefu("one"), session, TWO, null));
        fixture.closes(session);
        assertRefused(ErrorCode.SESSION_CLOSED, () -> transfer.transfer(kefu("one"), session, null, null));
        transfer.transfer(admin("boss"), other, null, null);
        assertRefused(ErrorCode.CONFLICT, () -> transfer.transfer(admin("boss"), other, null, null));
    }

    @Test
    void anAdminTransfersAWaitingSessionToAKefu() {
        fixture.comes("one", 0);
        SessionId waiting = fixture.opens("a").id();
        beat(ONE, 1, KefuStatus.BUSY);
        Session placed = fixture.transferSession().transfer(admin("boss"), waiting, ONE, null);
        assertThat(placed.isServedBy(ONE)).isTrue();
        assertThat(placed.details().transfers())
                .containsExactly(new Transfer(null, ONE, null, fixture.clock().instant()));
        assertThat(fixture.audit().acts())
                .containsExactly(Act.of(admin("boss"), Action.SESSION_TRANSFERRED, waiting.value())
                        .with("from_kefu_id", "")
                        .with("to_kefu_id", "one"));
    }

    @Test
    void aCustomerRatesAClosedSessionOnce() {
        fixture.comes("one", 1);
        SessionId session = fixture.opens("a").id();
        RateSession rate = fixture.rateSession();
        Rating good = new Rating(5, null);
        assertRefused(ErrorCode.CONFLICT, () -> rate.rate(customer("a"), session, good));
        fixture.closes(session);
        assertRefused(ErrorCode.SESSION_NOT_FOUND, () -> rate.rate(customer("b"), session, good));
        assertRefused(ErrorCode.FORBIDDEN, () -> rate.rate(kefu("one"), session, good));
        assertThat(rate.rate(customer("a"), session, good).details().rating()).isEqualTo(good);
        assertThat(fixture.find(session).details().rating()).isEqualTo(good);
        assertRefused(ErrorCode.CONFLICT, () -> rate.rate(customer("a"), session, good));
    }

    private void beat(UserId kefu, int limit, KefuStatus status, String... skills) {
        User.Service service = new User.Service(limit, Set.of(skills));
        fixture.presence().heartbeat(kefu, service, status, fixture.clock().instant(), SessionFixture.LEASE);
        fixture.presence().updateService(kefu, service);
    }

    private static void assertViolation(Reason reason, ThrowingCallable call) {
        assertThat(assertRefused(ErrorCode.CONFLICT, call).violations())
                .extracting(Violation::reason)
                .isEqualTo(List.of(reason));
    }
}
