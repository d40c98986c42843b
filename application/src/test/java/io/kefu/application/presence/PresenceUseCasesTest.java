package io.kefu.application.presence;

import static io.kefu.application.session.testing.SessionFixture.LEASE;
import static io.kefu.application.session.testing.SessionFixture.PRESENCE_TIMES;
import static io.kefu.application.session.testing.SessionFixture.customer;
import static io.kefu.application.session.testing.SessionFixture.kefu;
import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of {@link RecordHeartbeat} and {@link ListOnlineUsers}. */
class PresenceUseCasesTest {
    private static final UserId KEFU = new UserId("kefu");

    private final SessionFixture fixture = SessionFixture.inMemory();
    private final RecordHeartbeat recordHeartbeat = new RecordHeartbeat(
            fixture.users(), fixture.presence(), fixture.assignWaiting(), fixture.clock(), PRESENCE_TIMES);
    private final ListOnlineUsers listOnline =
            new ListOnlineUsers(fixture.presence(), fixture.users(), fixture.clock());

    @Test
    void aHeartbeatKeepsTheChosenStatus() {
        fixture.users().create(Users.kefu("kefu"));
        assertThat(recordHeartbeat.record(kefu("kefu"), KEFU, null))
                .isEqualTo(new RecordHeartbeat.Result(KefuStatus.ONLINE, LEASE));
        assertThat(recordHeartbeat.record(kefu("kefu"), KEFU, KefuStatus.AWAY).status())
                .isEqualTo(KefuStatus.AWAY);
        assertThat(recordHeartbeat.record(kefu("kefu"), KEFU, null).status()).isEqualTo(KefuStatus.AWAY);
    }

    @Test
    void aKefuWhoIsOnlineAgainIsAssignedAWaitingSession() {
        fixture.users().create(Users.kefu("kefu"));
        recordHeartbeat.record(kefu("kefu"), KEFU, KefuStatus.BUSY);
        Session session = fixture.opens("a");
        recordHeartbeat.record(kefu("kefu"), KEFU, null);
        assertThat(fixture.find(session.id()).state()).isEqualTo(SessionState.WAITING);
        recordHeartbeat.record(kefu("kefu"), KEFU, KefuStatus.ONLINE);
        assertThat(fixture.find(session.id()).kefu()).isEqualTo(KEFU);
    }

    @Test
    void aKefuWhoseLeaseHadEndedIsAssignedSessionsAgain() {
        fixture.users().create(Users.kefu("kefu"));
        recordHeartbeat.record(kefu("kefu"), KEFU, null);
        fixture.clock().advance(LEASE);
        Session session = fixture.opens("a");
        assertThat(session.state()).isEqualTo(SessionState.WAITING);
        new KeepOnline(fixture.presence(), fixture.assignWaiting(), fixture.clock(), PRESENCE_TIMES)
                .keep("node", List.of(kefu("kefu"), customer("a")));
        assertThat(fixture.find(session.id()).kefu()).isEqualTo(KEFU);
    }

    @Test
    void staffCanListStatusAndLoadOfKefu() {
        UserId one = fixture.comes("one", 5);
        fixture.opens("a");
        List<User> users = List.of(Users.kefu("one"), Users.kefu("two"), Users.customer("a"));
        ListWorkloads listWorkloads = new ListWorkloads(fixture.presence(), fixture.desk(), fixture.clock());
        assertThat(listWorkloads.list(kefu("two"), users))
                .isEqualTo(Map.of(
                        one,
                        new ListWorkloads.Workload(KefuStatus.ONLINE, 1),
                        new UserId("two"),
                        new ListWorkloads.Workload(KefuStatus.OFFLINE, 0)));
        assertThat(listWorkloads.list(kefu("two"), List.of(Users.customer("a"))))
                .isEmpty();
        assertRefused(ErrorCode.FORBIDDEN, () -> listWorkloads.list(customer("a"), users));
    }

    @Test
    void aHeartbeatIsAcceptedOnlyFromTheKefuThatItNames() {
        assertRefused(ErrorCode.FORBIDDEN, () -> recordHeartbeat.record(kefu("other"), KEFU, null));
        assertRefused(ErrorCode.FORBIDDEN, () -> recordHeartbeat.record(customer("a"), new UserId("a"), null));
        assertRefused(ErrorCode.UNAUTHORIZED, () -> recordHeartbeat.record(kefu("kefu"), KEFU, null));
    }

    @Test
    void onlineUsersAreListedTheLastToComeFirst() {
        User kefu = Users.kefu("kefu");
        User customer = Users.customer("a");
        fixture.users().create(kefu);
        fixture.users().create(customer);
        recordHeartbeat.record(kefu("kefu"), KEFU, null);
        fixture.clock().advance(LEASE.dividedBy(2));
        fixture.presence()
                .connect("node-1", List.of(customer.id()), fixture.clock().instant(), LEASE);
        PageRequest first = new PageRequest(1, 20);
        assertThat(listOnline.list(kefu("kefu"), first)).isEqualTo(new Page<>(List.of(customer, kefu), 2));
        fixture.clock().advance(LEASE.dividedBy(2));
        assertThat(listOnline.list(kefu("kefu"), first)).isEqualTo(new Page<>(List.of(customer), 1));
        assertRefused(ErrorCode.FORBIDDEN, () -> listOnline.list(customer("a"), first));
    }

    @Test
    void aDisconnectRecordsThatTheUserWasActiveUntilNow() {
        UserId customer = new UserId("zhangsan");
        fixture.users().create(Users.customer("zhangsan"));
        fixture.clock().set(Users.MADE.plus(Duration.ofDays(1)));
        fixture.presence().connect("node", List.of(customer), fixture.clock().instant(), LEASE);
        new Disconnect(fixture.presence(), fixture.users(), fixture.clock()).disconnect("node", customer);
        assertThat(fixture.users().find(customer).orElseThrow().lastActive())
                .isEqualTo(fixture.clock().instant());
    }
}
