package io.kefu.application.account;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.application.access.AccessToken;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.OpenSession;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that disabling or deleting a customer closes the open session, even if a node dies in between. */
class DisableCustomerTest extends UpdateUserFixture {
    private static final Duration SETTLED = SessionFixture.TIMES.pending();
    private static final UserId ID = CUSTOMER.id();

    private final List<UserId> erased = new ArrayList<>();
    private final EraseRemains eraseRemains = eraseRemains((user, role) -> erased.add(user));
    private final FinishBlocking finishBlocking = finishBlocking(eraseRemains);

    private EraseRemains eraseRemains(PersonalData store) {
        return new EraseRemains(users, fixture.overdue(), List.of(store));
    }

    private FinishBlocking finishBlocking(EraseRemains remains) {
        return new FinishBlocking(
                users,
                tokens,
                fixture.blocks(),
                fixture.overdue(),
                fixture.closeBlockedSession(),
                remains,
                fixture.clock(),
                SessionFixture.TIMES);
    }

    @Test
    void theWaitingSessionIsClosedAndNotAssigned() {
        Session waiting = fixture.opens(ID.value());
        disable();
        assertBlocked(waiting.id());
        UserId kefu = fixture.comes("kefu", 1);
        assertThat(fixture.desk().servedBy(kefu)).isEmpty();
        assertThat(fixture.desk().waiting(new PageRequest(1, 1)).total()).isZero();
    }

    @Test
    void theActiveSessionIsClosedAndTheNextOneIsAssigned() {
        UserId kefu = fixture.comes("kefu", 1);
        Session served = fixture.opens(ID.value());
        Session next = fixture.opens("lisi");
        disable();
        assertBlocked(served.id());
        assertThat(fixture.find(served.id()).kefu()).isEqualTo(kefu);
        assertThat(fixture.find(next.id()).kefu()).isEqualTo(kefu);
    }

    @Test
    void aSessionWithAPendingAssignmentIsClosed() {
        SessionId half = SessionId.of(ConversationIds.ofCustomer(ID), "halfway0");
        fixture.desk()
                .open(new Desk.Opening(
                        half, ID, Session.DEFAULT_TYPE, null, fixture.clock().instant()));
        disable();
        assertBlocked(half);
    }

    @Test
    void aSessionThatIsOpenedAtTheSameTimeIsClosed() {
        UserId kefu = fixture.comes("kefu", 1);
        disable();
        OpenSession.Command command = new OpenSession.Command(ID, Session.DEFAULT_TYPE, null);
        assertRefused(ErrorCode.FORBIDDEN, () -> fixture.openSession().open(self(CUSTOMER), command));
        assertRefused(ErrorCode.CONFLICT, () -> fixture.openSession().open(SessionFixture.kefu("kefu"), command));
        assertRefused(ErrorCode.CONFLICT, () -> fixture.openSession().open(ADMIN, command));
        assertThat(fixture.desk().ofCustomer(ID)).isEmpty();
        assertThat(fixture.desk().servedBy(kefu)).isEmpty();

        updateUser.update(ADMIN, ID, disabling(false));
        Session opened = fixture.openSession().open(self(CUSTOMER), command).session();
        assertThat(opened.state()).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void disablingAgainClosesASessionThatAnEarlierCallLeftOpen() {
        users.update(ID, Users.DISABLED);
        SessionId left = SessionId.of(ConversationIds.ofCustomer(ID), "halfway0");
        fixture.desk()
                .open(new Desk.Opening(
                        left, ID, Session.DEFAULT_TYPE, null, fixture.clock().instant()));
        disable();
        assertBlocked(left);
    }

    @Test
    void aSweepFinishesTheBlockingOfANodeThatDied() {
        Session waiting = fixture.opens(ID.value());
        AccessToken.Digest login =
                AccessToken.of(ID, "C".repeat(AccessToken.SECRET_LENGTH)).digest();
        tokens.issue(login, self(CUSTOMER), Duration.ofHours(1));
        fixture.overdue().startBlocking(ID, fixture.clock().instant());
        users.update(ID, Users.DISABLED);
        fixture.clock().advance(SETTLED);
        finishBlocking.finish();
        assertBlocked(waiting.id());
        assertThat(tokens.find(login).toCompletableFuture().join()).isEmpty();
        assertThat(fixture.overdue().unfinishedBlockings(fixture.clock().instant(), 1))
                .isEmpty();
        assertThat(erased).isEmpty();
    }

    @Test
    void aSweepClosesASessionThatANodeOpenedBeforeItDied() {
        disable();
        SessionId late = SessionId.of(ConversationIds.ofCustomer(ID), "late0000");
        fixture.desk()
                .open(new Desk.Opening(
                        late, ID, Session.DEFAULT_TYPE, null, fixture.clock().instant()));
        finishBlocking.finish();
        assertThat(fixture.desk().ofCustomer(ID)).isPresent();
        fixture.clock().advance(SETTLED);
        finishBlocking.finish();
        assertBlocked(late);
    }

    @Test
    void aSweepErasesTheRemainingDataOfADeletedCustomer() {
        Session waiting = fixture.opens(ID.value());
        fixture.overdue().startBlocking(ID, fixture.clock().instant());
        users.delete(ID);
        fixture.clock().advance(SETTLED);
        finishBlocking.finish();
        assertBlocked(waiting.id());
        assertThat(erased).isEmpty();
        eraseRemains.erase();
        assertThat(erased).containsExactly(ID);
        assertThat(fixture.overdue().unfinishedBlockings(Instant.MAX, 1)).isEmpty();
    }

    @Test
    void aNewUserOfTheSameIdKeepsTheDataIfAnotherNodeHasErasedTheFormerOnes() {
        fixture.overdue().startBlocking(ID, fixture.clock().instant());
        User deleted = users.find(ID).orElseThrow();
        users.delete(ID);
        fixture.clock().advance(SETTLED);
        finishBlocking.finish();
        users.endRest(ID);
        users.create(deleted);
        eraseRemains.erase();
        assertThat(erased).isEmpty();
    }

    /** For example because the content store may not be changed, and the customer has segments in the archive. */
    @Test
    void anErasureThatFailsIsRepeatedAndDoesNotDelayTheOthers() {
        DomainException refusal = DomainException.unavailable(Duration.ofMinutes(1));
        EraseRemains failing = eraseRemains((user, role) -> {
            if (user.value().startsWith("failing")) {
                throw refusal;
            }
            erased.add(user);
        });
        // More than the customers of one batch.
        for (int i = 1; i <= 101; i++) {
            fixture.overdue()
                    .startBlocking(new UserId("failing" + i), fixture.clock().instant());
        }
        fixture.clock().advance(Duration.ofMillis(1));
        UserId next = new UserId("next");
        fixture.overdue().startBlocking(next, fixture.clock().instant());
        fixture.clock().advance(SETTLED);
        finishBlocking(failing).finish();
        assertThatThrownBy(failing::erase).isSameAs(refusal);
        assertThat(erased).containsExactly(next);
        fixture.clock().advance(SETTLED.plusMinutes(1));
        finishBlocking.finish();
        eraseRemains.erase();
        assertThat(erased).hasSize(102);
    }

    @Test
    void aSweepIgnoresACustomerWhoIsNotDisabled() {
        Session waiting = fixture.opens(ID.value());
        fixture.overdue().startBlocking(ID, fixture.clock().instant());
        fixture.clock().advance(SETTLED);
        finishBlocking.finish();
        assertThat(fixture.find(waiting.id()).state()).isEqualTo(SessionState.WAITING);
        assertThat(fixture.overdue().unfinishedBlockings(fixture.clock().instant(), 1))
                .isEmpty();
    }

    private void disable() {
        updateUser.update(ADMIN, ID, disabling(true));
    }

    private static UpdateUser.Command disabling(boolean disabled) {
        return new UpdateUser.Command(User.Change.NONE.withDisabled(disabled), null, null);
    }

    private void assertBlocked(SessionId id) {
        Session session = fixture.find(id);
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
        assertThat(session.ending()).extracting(Ending::reason).isEqualTo(Ending.BLOCKED);
        assertThat(fixture.desk().find(id)).isEmpty();
    }
}
