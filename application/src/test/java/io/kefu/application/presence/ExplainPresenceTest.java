package io.kefu.application.presence;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.block.BlockIds;
import io.kefu.application.presence.ExplainPresence.Explanation;
import io.kefu.application.presence.ExplainPresence.Reason;
import io.kefu.application.presence.testing.InMemoryOpenSockets;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.block.Block;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.presence.OpenSocket;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplainPresenceTest {
    private static final UserId KEFU = new UserId("kefu001");
    private static final UserId CUSTOMER = new UserId("zhangsan");
    private static final Principal ADMIN = SessionFixture.admin("admin");

    private final SessionFixture fixture = SessionFixture.inMemory();
    private final InMemoryOpenSockets sockets = new InMemoryOpenSockets();
    private final Instant noon = fixture.clock().instant();
    private final ExplainPresence explainPresence = new ExplainPresence(
            fixture.users(), fixture.desk(), fixture.presence(), sockets, fixture.blocks(), fixture.clock());

    private Explanation explain(UserId user) {
        return explainPresence.explain(ADMIN, user);
    }

    private OpenSocket connects(UserId user, String node) {
        OpenSocket socket = new OpenSocket(noon, noon, "Browser");
        fixture.presence().connect(node, List.of(user), noon, SessionFixture.LEASE);
        new ReportSockets(sockets, SessionFixture.PRESENCE_TIMES).report(node, Map.of(user, List.of(socket)));
        return socket;
    }

    @Test
    void aCustomerIsOnlineBecauseOfASocket() {
        fixture.users().create(Users.customer("zhangsan"));
        assertThat(explain(CUSTOMER).reason()).isEqualTo(Reason.NO_SOCKET);
        assertThat(explain(CUSTOMER).since()).isEqualTo(Users.MADE);
        OpenSocket socket = connects(CUSTOMER, "node");
        Explanation online = explain(CUSTOMER);
        assertThat(online.isOnline()).isTrue();
        assertThat(online.status()).isEqualTo(KefuStatus.ONLINE);
        assertThat(online.reason()).isEqualTo(Reason.SOCKET);
        assertThat(online.since()).isEqualTo(noon);
        assertThat(online.leaseUntil()).contains(noon.plus(SessionFixture.LEASE));
        assertThat(online.sockets()).isEqualTo(Map.of("node", List.of(socket)));
        sockets.report("node", Map.of(CUSTOMER, List.of()), SessionFixture.LEASE);
        assertThat(explain(CUSTOMER).reason()).isEqualTo(Reason.LEASE);
        fixture.clock().advance(SessionFixture.LEASE);
        assertThat(explain(CUSTOMER).isOnline()).isFalse();
        assertThat(explain(CUSTOMER).leaseUntil()).isEmpty();
    }

    @Test
    void theStatusOfAKefuFollowsFromDutyAndChoice() {
        fixture.users().create(Users.kefu("kefu001"));
        assertThat(explain(KEFU).reason()).isEqualTo(Reason.OFF_DUTY);
        assertThat(explain(KEFU).chosen()).isEmpty();
        fixture.presence().logIn(KEFU, User.Service.DEFAULT, noon, SessionFixture.LEASE);
        assertThat(explain(KEFU).reason()).isEqualTo(Reason.HEARTBEAT);
        connects(KEFU, "node");
        assertThat(explain(KEFU).reason()).isEqualTo(Reason.SOCKET);
        assertThat(explain(KEFU).status()).isEqualTo(KefuStatus.ONLINE);
        fixture.presence().heartbeat(KEFU, User.Service.DEFAULT, KefuStatus.BUSY, noon, SessionFixture.LEASE);
        assertThat(explain(KEFU).reason()).isEqualTo(Reason.STATUS_CHOSEN);
        assertThat(explain(KEFU).status()).isEqualTo(KefuStatus.BUSY);
        fixture.clock().advance(SessionFixture.LEASE);
        assertThat(explain(KEFU).reason()).isEqualTo(Reason.LEASE_ENDED);
        assertThat(explain(KEFU).status()).isEqualTo(KefuStatus.OFFLINE);
        assertThat(explain(KEFU).chosen()).contains(KefuStatus.BUSY);
    }

    @Test
    void aDisabledOrBlockedUserIsOfflineForThatReason() {
        fixture.users().create(Users.customer("zhangsan"));
        fixture.blocks()
                .add(
                        new Block(
                                BlockIds.ofUser(CUSTOMER),
                                new Block.Target.OfUser(CUSTOMER),
                                "spam",
                                ADMIN.id(),
                                noon,
                                null),
                        noon);
        assertThat(explain(CUSTOMER).reason()).isEqualTo(Reason.BLOCKED);
        fixture.users().update(CUSTOMER, Users.DISABLED);
        assertThat(explain(CUSTOMER).reason()).isEqualTo(Reason.DISABLED);
    }

    @Test
    void kefuAskAboutThemselvesAndTheirCustomersOnly() {
        fixture.comes("kefu001", 5);
        fixture.users().create(Users.kefu("kefu002"));
        fixture.opens("zhangsan");
        Principal kefu = SessionFixture.kefu("kefu001");
        Principal other = SessionFixture.kefu("kefu002");
        assertThat(explainPresence.explain(kefu, KEFU).isOnline()).isTrue();
        assertThat(explainPresence.explain(kefu, CUSTOMER).isOnline()).isFalse();
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> explainPresence.explain(other, CUSTOMER));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> explainPresence.explain(other, KEFU));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> explainPresence.explain(ADMIN, new UserId("nobody")));
        assertRefused(
                ErrorCode.FORBIDDEN, () -> explainPresence.explain(SessionFixture.customer("zhangsan"), CUSTOMER));
    }
}
