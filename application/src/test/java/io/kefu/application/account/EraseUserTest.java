package io.kefu.application.account;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.testing.InMemoryTokenStore;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EraseUserTest {
    private static final User CUSTOMER = Users.customer("zhangsan");
    private static final User OTHER = Users.customer("lisi");
    private static final User ADMIN = Users.admin("admin");

    private final SessionFixture fixture = SessionFixture.inMemory();
    private final InMemoryUserStore users = fixture.users();
    private final InMemoryTokenStore tokens = new InMemoryTokenStore(fixture.clock());
    private final List<UserId> erased = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final List<PersonalData> stores = new ArrayList<>(List.of((user, role) -> erased.add(user)));
    private final AccessToken.Digest login =
            AccessToken.of(CUSTOMER.id(), "A".repeat(AccessToken.SECRET_LENGTH)).digest();

    @BeforeEach
    void populate() {
        List.of(CUSTOMER, OTHER, ADMIN).forEach(user -> users.create(user));
        tokens.issue(login, self(CUSTOMER), Duration.ofHours(1));
    }

    @Test
    void erasingACustomerEndsTheLoginsAndTheOpenSession() {
        UserId kefu = fixture.comes("kefu", 1);
        Session session = fixture.opens(CUSTOMER.id().value());
        assertThat(session.kefu()).isEqualTo(kefu);
        eraseUser().erase(self(CUSTOMER), CUSTOMER.id());
        assertThat(users.find(CUSTOMER.id())).isEmpty();
        assertThat(tokens.find(login).toCompletableFuture().join()).isEmpty();
        assertThat(fixture.find(session.id()).state()).isEqualTo(SessionState.CLOSED);
        assertThat(fixture.find(session.id()).ending())
                .extracting(Ending::reason)
                .isEqualTo(Ending.BLOCKED);
        assertThat(fixture.overdue().unfinishedBlockings(fixture.clock().instant(), 1))
                .isEmpty();
        assertThat(fixture.desk().active(new PageRequest(1, 1)).total()).isZero();
        assertThat(erased).containsOnly(CUSTOMER.id());
    }

    @Test
    void erasingACustomerClosesAWaitingSession() {
        Session waiting = fixture.opens(CUSTOMER.id().value());
        eraseUser().erase(self(ADMIN), CUSTOMER.id());
        assertThat(fixture.find(waiting.id()).ending())
                .extracting(Ending::reason)
                .isEqualTo(Ending.BLOCKED);
        assertThat(fixture.desk().waiting(new PageRequest(1, 1)).total()).isZero();
    }

    @Test
    void erasingAKefuAssignsTheSessionsToOthers() {
        UserId kefu = fixture.comes("kefu", 1);
        fixture.opens(CUSTOMER.id().value());
        eraseUser().erase(self(ADMIN), kefu);
        assertThat(users.find(kefu)).isEmpty();
        assertThat(fixture.desk().waiting(new PageRequest(1, 1)).total()).isEqualTo(1);
    }

    @Test
    void aCallerWithoutTheRightErasesNobody() {
        UserId kefu = fixture.comes("kefu", 1);
        Principal serving = self(users.find(kefu).orElseThrow());
        assertRefused(ErrorCode.FORBIDDEN, () -> eraseUser().erase(serving, CUSTOMER.id()));
        assertRefused(ErrorCode.FORBIDDEN, () -> eraseUser().erase(serving, kefu));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> eraseUser().erase(self(CUSTOMER), OTHER.id()));
        assertRefused(ErrorCode.FORBIDDEN, () -> eraseUser().erase(self(ADMIN), ADMIN.id()));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> eraseUser().erase(self(ADMIN), new UserId("nobody")));
        assertThat(erased).isEmpty();
    }

    @Test
    void aFailedErasureMayBeRepeated() {
        stores.add((user, role) -> {
            throw DomainException.unavailable(Duration.ofSeconds(1));
        });
        assertThatThrownBy(() -> eraseUser().erase(self(CUSTOMER), CUSTOMER.id()))
                .isInstanceOf(DomainException.class);
        assertThat(users.find(CUSTOMER.id())).isPresent();
        assertThat(tokens.find(login).toCompletableFuture().join()).isPresent();
        stores.removeLast();
        eraseUser().erase(self(CUSTOMER), CUSTOMER.id());
        assertThat(users.find(CUSTOMER.id())).isEmpty();
    }

    @Test
    void lateWritesAreErasedLater() {
        eraseUser().erase(self(CUSTOMER), CUSTOMER.id());
        erased.clear();
        later.forEach(Runnable::run);
        assertThat(erased).containsExactly(CUSTOMER.id());
    }

    /** A write after the conversation was erased and before the account was deleted. */
    @Test
    void writesDuringTheErasureAreErased() {
        stores.add((user, role) -> {
            if (users.find(user).isPresent()) {
                fixture.opens(user.value());
            }
        });
        UserId kefu = fixture.comes("kefu", 5);
        eraseUser().erase(self(CUSTOMER), CUSTOMER.id());
        assertThat(users.find(CUSTOMER.id())).isEmpty();
        assertThat(fixture.desk().loads(List.of(kefu))).doesNotContainEntry(kefu, 1);
    }

    @Test
    void aNewUserOfTheSameIdKeepsTheData() {
        eraseUser().erase(self(CUSTOMER), CUSTOMER.id());
        users.endRest(CUSTOMER.id());
        users.create(CUSTOMER);
        erased.clear();
        later.forEach(Runnable::run);
        assertThat(erased).isEmpty();
    }

    @Test
    void inactiveAnonymousCustomersAreErased() {
        users.addAnonymous(CUSTOMER);
        users.addAnonymous(OTHER);
        fixture.clock().set(Users.MADE.plus(Duration.ofDays(10)));
        users.touch(OTHER.id(), fixture.clock().instant());
        fixture.clock().advance(Duration.ofDays(20));
        eraseInactiveCustomers(Duration.ZERO).erase();
        eraseInactiveCustomers(Duration.ofDays(30)).erase();
        assertThat(users.find(CUSTOMER.id())).isPresent();
        fixture.clock().advance(Duration.ofSeconds(1));
        eraseInactiveCustomers(Duration.ofDays(30)).erase();
        assertThat(users.find(CUSTOMER.id())).isEmpty();
        assertThat(users.find(OTHER.id())).isPresent();
        assertThat(users.find(ADMIN.id())).isPresent();
        assertThat(erased).containsOnly(CUSTOMER.id());
    }

    @Test
    void aFailureDoesNotStopTheErasureOfOtherCustomers() {
        users.addAnonymous(CUSTOMER);
        users.addAnonymous(OTHER);
        fixture.clock().set(Users.MADE.plus(Duration.ofDays(40)));
        stores.add((user, role) -> {
            if (user.equals(CUSTOMER.id())) {
                throw DomainException.unavailable(Duration.ofSeconds(1));
            }
        });
        assertRefused(
                ErrorCode.SERVICE_UNAVAILABLE,
                () -> eraseInactiveCustomers(Duration.ofDays(30)).erase());
        assertThat(users.find(CUSTOMER.id())).isPresent();
        assertThat(users.find(OTHER.id())).isEmpty();
    }

    private EraseUser eraseUser() {
        return new EraseUser(users, erasure(), fixture.audit());
    }

    private EraseInactiveCustomers eraseInactiveCustomers(Duration after) {
        return new EraseInactiveCustomers(users, erasure(), fixture.clock(), new EraseInactiveCustomers.Rules(after));
    }

    private Erasure erasure() {
        return new Erasure(
                users,
                tokens,
                fixture.presence(),
                fixture.overdue(),
                fixture.closeBlockedSession(),
                fixture.releaseKefu(),
                stores,
                later::add,
                fixture.clock());
    }

    private static Principal self(User user) {
        return new Principal(user.id(), user.role(), user.username());
    }
}
