package io.kefu.application.account;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.audit.testing.InMemoryAuditLog;
import io.kefu.application.block.AdmitCall;
import io.kefu.application.block.BlockIds;
import io.kefu.application.block.BlockNetwork;
import io.kefu.application.block.ForgetBlockedUser;
import io.kefu.application.block.RemoveBlock;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;
import io.kefu.application.session.OpenSession;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.block.Block;
import io.kefu.domain.block.IpAddress;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlockUserTest extends UpdateUserFixture {
    private static final UserId ID = CUSTOMER.id();
    private static final Principal OTHER_KEFU = SessionFixture.kefu("kefu002");

    private final InMemoryAuditLog audit = new InMemoryAuditLog(fixture.clock());
    private final BlockUser blockUser = new BlockUser(
            users,
            fixture.blocks(),
            audit,
            fixture.desk(),
            fixture.overdue(),
            fixture.closeBlockedSession(),
            fixture.presence(),
            fixture.releaseKefu(),
            fixture.clock());
    private final RemoveBlock removeBlock = new RemoveBlock(fixture.blocks(), audit, fixture.clock());
    private final AdmitCall admitCall = new AdmitCall(fixture.blocks(), fixture.clock());

    private Block block(Principal by, UserId user) {
        return blockUser.block(by, user, "spam", null);
    }

    private void assertBlocked(Operation operation, @Nullable Principal caller, @Nullable IpAddress address) {
        assertRefused(ErrorCode.BLOCKED, () -> admitCall.admit(operation, caller, address));
    }

    private void assertAdmitted(Operation operation, @Nullable Principal caller, @Nullable IpAddress address) {
        assertThatCode(() -> admitCall.admit(operation, caller, address)).doesNotThrowAnyException();
    }

    @Test
    void aKefuBlocksAServedCustomerWhoseSessionIsClosed() {
        UserId kefu = fixture.comes("kefu001", 5);
        Session session = fixture.opens(ID.value());
        assertRefused(ErrorCode.FORBIDDEN, () -> block(OTHER_KEFU, ID));
        Block block = block(self(KEFU), ID);
        assertThat(fixture.find(session.id()).ending())
                .isNotNull()
                .extracting(Ending::reason)
                .isEqualTo(Ending.BLOCKED);
        assertThat(fixture.desk().servedBy(kefu)).isEmpty();
        assertBlocked(Operation.SEND_MESSAGE, self(CUSTOMER), null);
        assertBlocked(Operation.CONNECT, self(CUSTOMER), null);
        assertAdmitted(Operation.READ_HISTORY, self(CUSTOMER), null);
        assertAdmitted(Operation.ERASE_USER, self(CUSTOMER), null);
        assertRefused(ErrorCode.CONFLICT, () -> block(ADMIN, ID));
        OpenSession.Command command = new OpenSession.Command(ID, Session.DEFAULT_TYPE, null);
        assertRefused(ErrorCode.CONFLICT, () -> fixture.openSession().open(ADMIN, command));
        assertRefused(ErrorCode.FORBIDDEN, () -> removeBlock.remove(OTHER_KEFU, block.id()));
        removeBlock.remove(self(KEFU), block.id());
        assertRefused(ErrorCode.BLOCK_NOT_FOUND, () -> removeBlock.remove(ADMIN, block.id()));
        assertAdmitted(Operation.SEND_MESSAGE, self(CUSTOMER), null);
        assertThat(audit.list(AuditLog.Filter.ALL, TimeRange.ALL, new PageRequest(1, 10))
                        .items())
                .extracting(entry -> entry.act().action(), entry -> entry.act().target())
                .containsExactly(tuple(Action.BLOCK_REMOVED, ID.value()), tuple(Action.BLOCK_ADDED, ID.value()));
    }

    @Test
    void aSweepClosesASessionThatWasOpenedDuringTheBlocking() {
        fixture.comes("kefu001", 5);
        block(ADMIN, ID);
        Session late = fixture.opens(ID.value());
        fixture.clock().advance(SessionFixture.TIMES.pending());
        new FinishBlocking(
                        users,
                        tokens,
                        fixture.blocks(),
                        fixture.overdue(),
                        fixture.closeBlockedSession(),
                        new EraseRemains(users, fixture.overdue(), List.of()),
                        fixture.clock(),
                        SessionFixture.TIMES)
                .finish();
        assertThat(fixture.find(late.id()).state()).isEqualTo(SessionState.CLOSED);
        assertThat(found()).isPresent();
    }

    @Test
    void aBlockedKefuEndsDutyAndMayOnlyLogOut() {
        UserId kefu = fixture.comes("kefu001", 5);
        Session session = fixture.opens(ID.value());
        block(ADMIN, kefu);
        assertThat(fixture.find(session.id()).state()).isEqualTo(SessionState.WAITING);
        assertThat(fixture.presence().statuses(List.of(kefu), fixture.clock().instant()))
                .doesNotContainValue(KefuStatus.ONLINE);
        assertBlocked(Operation.HEARTBEAT, self(KEFU), null);
        assertBlocked(Operation.READ_HISTORY, self(KEFU), null);
        assertAdmitted(Operation.LOG_OUT_KEFU, self(KEFU), null);
    }

    @Test
    void refusesUsersWhomTheCallerMayNotBlock() {
        assertRefused(ErrorCode.FORBIDDEN, () -> block(ADMIN, ADMIN.id()));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> block(ADMIN, new UserId("nobody")));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> block(OTHER_KEFU, KEFU.id()));
        assertRefused(ErrorCode.FORBIDDEN, () -> block(self(CUSTOMER), ID));
        Instant past = fixture.clock().instant();
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> blockUser.block(ADMIN, ID, "spam", past));
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> blockUser.block(ADMIN, ID, " ", null));
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> blockUser.block(ADMIN, ID, "a\u0000b", null));
    }

    @Test
    void ofTwoAdminsWhoBlockEachOtherOneIsLeft() {
        users.create(Users.admin("admin"));
        User second = Users.admin("admin2");
        users.create(second);
        block(ADMIN, second.id());
        // The second admin was admitted before the block.
        assertRefused(ErrorCode.BLOCKED, () -> block(self(second), ADMIN.id()));
        assertAdmitted(Operation.REMOVE_BLOCK, ADMIN, null);
    }

    @Test
    void aBlockEndsByItself() {
        blockUser.block(ADMIN, ID, "spam", fixture.clock().instant().plusSeconds(60));
        assertBlocked(Operation.SEND_MESSAGE, self(CUSTOMER), null);
        fixture.clock().advance(Duration.ofSeconds(60));
        assertAdmitted(Operation.SEND_MESSAGE, self(CUSTOMER), null);
    }

    @Test
    void aBlockedNetworkConcernsCustomersAndAnonymousCallersOnly() {
        BlockNetwork blockNetwork = new BlockNetwork(fixture.blocks(), audit, fixture.clock());
        assertRefused(ErrorCode.FORBIDDEN, () -> blockNetwork.block(self(KEFU), "x", "bots", null));
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> blockNetwork.block(ADMIN, "x", "bots", null));
        blockNetwork.block(ADMIN, "192.0.2.0/24", "bots", null);
        assertRefused(ErrorCode.CONFLICT, () -> blockNetwork.block(ADMIN, "192.0.2.9/24", "bots", null));
        IpAddress inside = IpAddress.parse("192.0.2.200").orElseThrow();
        IpAddress outside = IpAddress.parse("192.0.3.1").orElseThrow();
        assertBlocked(Operation.CREATE_USER, null, inside);
        assertBlocked(Operation.LOG_IN_CUSTOMER, null, inside);
        assertBlocked(Operation.SEND_MESSAGE, self(CUSTOMER), inside);
        assertAdmitted(Operation.CREATE_USER, null, outside);
        assertAdmitted(Operation.SEND_MESSAGE, self(CUSTOMER), outside);
        assertAdmitted(Operation.SEND_MESSAGE, self(CUSTOMER), null);
        assertAdmitted(Operation.LOG_IN, null, inside);
        assertAdmitted(Operation.READ_HEALTH, null, inside);
        assertAdmitted(Operation.SEND_MESSAGE, self(KEFU), inside);
    }

    @Test
    void theIdOfAnErasedUserStaysBlockedForAWhile() {
        Block block = block(ADMIN, ID);
        ForgetBlockedUser forget = new ForgetBlockedUser(fixture.blocks(), fixture.clock());
        forget.erase(ID, Role.CUSTOMER);
        forget.erase(ID, Role.CUSTOMER);
        Block left =
                fixture.blocks().find(block.id(), fixture.clock().instant()).orElseThrow();
        assertThat(left.target()).isEqualTo(new Block.Target.OfErasedUser());
        assertThat(left.reason()).isEmpty();
        assertRefused(
                ErrorCode.BLOCKED,
                () -> BlockIds.requireNotBlocked(
                        fixture.blocks(), ID, fixture.clock().instant()));
        fixture.clock().advance(Duration.ofDays(90));
        assertThatCode(() -> BlockIds.requireNotBlocked(
                        fixture.blocks(), ID, fixture.clock().instant()))
                .doesNotThrowAnyException();
    }
}
