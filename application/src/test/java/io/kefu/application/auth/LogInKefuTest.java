package io.kefu.application.auth;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.IssueToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.RateLimits.Limit;
import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.access.testing.InMemoryRateLimits;
import io.kefu.application.access.testing.InMemoryTokenStore;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.auth.testing.InMemoryKnownAddresses;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.user.RenameLogins;
import io.kefu.application.user.testing.FastPasswordHasher;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogInKefuTest {
    private static final UserId KEFU = new UserId("kefu001");
    private static final UserId NOBODY = new UserId("kefu404");
    private static final String GOOD = "password123";
    private static final String WRONG = "password124";
    private static final String HOME = "203.0.113.7";
    private static final String ELSEWHERE = "198.51.100.1";

    private final SessionFixture fixture = SessionFixture.inMemory();
    private final FastPasswordHasher passwords = new FastPasswordHasher();
    private final InMemoryTokenStore tokens = new InMemoryTokenStore(fixture.clock());
    private final InMemoryRateLimits limits = new InMemoryRateLimits(fixture.clock())
            .allow(Limit.LOGIN_OF_ACCOUNT_FROM_ADDRESS, 5, Duration.ofMinutes(15))
            .allow(Limit.LOGIN_OF_ACCOUNT, 30, Duration.ofMinutes(15))
            .allow(Limit.LOGIN_FROM_ADDRESS, 60, Duration.ofMinutes(1));
    private final LogInKefu logInKefu = new LogInKefu(
            fixture.users(),
            passwords,
            limits,
            new InMemoryKnownAddresses(fixture.clock()),
            fixture.blocks(),
            new IssueToken(
                    tokens,
                    new CountingSecrets(),
                    fixture.clock(),
                    new IssueToken.Lifetimes(Duration.ofHours(24), Duration.ofDays(30))),
            tokens,
            fixture.presence(),
            fixture.assignWaiting(),
            new RenameLogins(fixture.users(), tokens),
            fixture.audit(),
            fixture.clock(),
            SessionFixture.PRESENCE_TIMES);

    @BeforeEach
    void populate() {
        fixture.users().create(Users.kefu("kefu001"), Optional.of(passwords.hash(GOOD)));
        fixture.users().create(Users.admin("admin"), Optional.of(passwords.hash(GOOD)));
    }

    @Test
    void recordsLoginsAndFailuresButNoUnknownId() {
        logInKefu.logIn(KEFU, GOOD, HOME);
        assertRefused(ErrorCode.UNAUTHORIZED, () -> logInKefu.logIn(KEFU, WRONG, HOME));
        assertRefused(ErrorCode.UNAUTHORIZED, () -> logInKefu.logIn(NOBODY, WRONG, ELSEWHERE));
        assertThat(fixture.audit().acts())
                .containsExactly(
                        Act.of(new Principal(KEFU, Role.KEFU, "kefu001", HOME), Action.LOGIN, "kefu001"),
                        Act.ofAnyone(HOME, Action.LOGIN_FAILED, "kefu001"),
                        Act.ofAnyone(ELSEWHERE, Action.LOGIN_FAILED, ""));
    }

    @Test
    void aKefuWhoIsDisabledDuringTheLoginIsRefused() {
        passwords.meanwhile(() -> {
            fixture.users().update(KEFU, Users.DISABLED);
            tokens.revokeAll(KEFU);
        });
        assertRefused(ErrorCode.UNAUTHORIZED, () -> logInKefu.logIn(KEFU, GOOD, HOME));
        assertThat(tokens.all()).isEmpty();
    }

    @Test
    void aPasswordThatIsReplacedDuringTheLoginIsRefused() {
        passwords.meanwhile(() -> {
            fixture.users().update(KEFU, User.Change.NONE, Optional.of("hash of another"));
            tokens.revokeAll(KEFU);
        });
        assertRefused(ErrorCode.UNAUTHORIZED, () -> logInKefu.logIn(KEFU, GOOD, HOME));
        assertThat(tokens.all()).isEmpty();
    }

    @Test
    void aLoginWithAReplacedPasswordDoesNotChangeTheDuty() {
        User.Change nothing = User.Change.NONE;
        passwords.meanwhile(() -> fixture.users().update(KEFU, nothing, Optional.of("hash of another")));
        assertRefused(ErrorCode.UNAUTHORIZED, () -> logInKefu.logIn(KEFU, GOOD, HOME));
        assertThat(status()).isEqualTo(KefuStatus.OFFLINE);
        fixture.users().update(KEFU, nothing, Optional.of(passwords.hash(GOOD)));
        logInKefu.logIn(KEFU, GOOD, HOME);
        chooses(KefuStatus.BUSY);
        passwords.meanwhile(() -> fixture.users().update(KEFU, nothing, Optional.of("hash of another")));
        assertRefused(ErrorCode.UNAUTHORIZED, () -> logInKefu.logIn(KEFU, GOOD, HOME));
        assertThat(status()).isEqualTo(KefuStatus.BUSY);
    }

    @ParameterizedTest
    @EnumSource(
            value = KefuStatus.class,
            names = {"BUSY", "AWAY"})
    void aFurtherLoginKeepsTheChosenStatusAndAssignsNoSession(KefuStatus chosen) {
        logInKefu.logIn(KEFU, GOOD, HOME);
        chooses(chosen);
        SessionId waiting = fixture.opens("zhangsan").id();
        for (String device : List.of(HOME, ELSEWHERE)) {
            assertThat(logInKefu.logIn(KEFU, GOOD, device).status()).isEqualTo(chosen);
        }
        tokens.revokeAll(KEFU);
        fixture.users()
                .update(
                        KEFU,
                        User.Change.NONE.withMaxSessions(3).withSkills(Set.of()),
                        Optional.of(passwords.hash("another password")));
        fixture.clock().advance(SessionFixture.LEASE.minusMillis(1));
        assertThat(logInKefu.logIn(KEFU, "another password", HOME).status()).isEqualTo(chosen);
        assertThat(fixture.find(waiting).state()).isEqualTo(SessionState.WAITING);
        fixture.clock().advance(SessionFixture.LEASE);
        assertThat(logInKefu.logIn(KEFU, "another password", HOME).status()).isEqualTo(KefuStatus.ONLINE);
        assertThat(fixture.find(waiting).kefu()).isEqualTo(KEFU);
    }

    private void chooses(KefuStatus status) {
        fixture.presence()
                .heartbeat(KEFU, User.Service.DEFAULT, status, fixture.clock().instant(), SessionFixture.LEASE);
    }

    private KefuStatus status() {
        return fixture.presence()
                .statuses(List.of(KEFU), fixture.clock().instant())
                .getOrDefault(KEFU, KefuStatus.OFFLINE);
    }

    @Test
    void aKefuLogsIn() {
        LogInKefu.LoggedIn in = logInKefu.logIn(KEFU, GOOD, HOME);
        assertThat(in.user()).isEqualTo(Users.kefu("kefu001"));
        assertThat(in.issued().expiresAt()).isEqualTo(fixture.clock().instant().plus(Duration.ofHours(24)));
        assertThat(tokens.find(in.issued().token().digest())
                        .toCompletableFuture()
                        .join())
                .contains(new Principal(KEFU, Role.KEFU, "kefu001"));
    }

    @Test
    void aKefuIsOnlineAfterTheLoginAndGetsWaitingSessions() {
        SessionId waiting = fixture.opens("zhangsan").id();
        assertThat(logInKefu.logIn(KEFU, GOOD, HOME).status()).isEqualTo(KefuStatus.ONLINE);
        assertThat(fixture.presence().statuses(List.of(KEFU), fixture.clock().instant()))
                .isEqualTo(Map.of(KEFU, KefuStatus.ONLINE));
        assertThat(fixture.find(waiting).state()).isEqualTo(SessionState.ACTIVE);
        assertThat(fixture.find(waiting).kefu()).isEqualTo(KEFU);
    }

    @Test
    void anAdminLogsIn() {
        assertThat(logInKefu.logIn(new UserId("admin"), GOOD, HOME).user().role())
                .isEqualTo(Role.ADMIN);
    }

    @Test
    void aWrongIdAndAWrongPasswordAreAnsweredAlikeAfterTheSameWork() {
        assertRefused(ErrorCode.UNAUTHORIZED, () -> logInKefu.logIn(KEFU, WRONG, HOME));
        assertThat(passwords.checked()).containsExactly(passwords.hash(GOOD));
        assertRefused(ErrorCode.UNAUTHORIZED, () -> logInKefu.logIn(NOBODY, WRONG, HOME));
        assertThat(passwords.checked()).containsExactly(passwords.hash(GOOD), passwords.unknown());
        for (UserId id : new UserId[] {KEFU, NOBODY}) {
            assertThat(limits.attempts(Limit.LOGIN_OF_ACCOUNT_FROM_ADDRESS, id + " " + HOME))
                    .isEqualTo(1);
            assertThat(limits.attempts(Limit.LOGIN_OF_ACCOUNT, id.value())).isEqualTo(1);
        }
        assertThat(limits.attempts(Limit.LOGIN_FROM_ADDRESS, HOME)).isEqualTo(2);
    }

    @Test
    void attemptsWithAWrongIdAndAWrongPasswordAreLimitedAlike() {
        for (UserId id : new UserId[] {KEFU, NOBODY}) {
            for (int i = 0; i < 5; i++) {
                assertRefused(ErrorCode.UNAUTHORIZED, () -> logInKefu.logIn(id, WRONG, HOME));
            }
            assertThat(assertRefused(ErrorCode.RATE_LIMITED, () -> logInKefu.logIn(id, GOOD, HOME))
                            .retryAfter())
                    .isEqualTo(Duration.ofMinutes(3));
        }
    }

    @Test
    void anAttemptAboveTheLimitDoesNotHashThePassword() {
        for (int i = 0; i < 6; i++) {
            assertThat(failsToLogIn(KEFU, HOME)).isTrue();
        }
        assertThat(passwords.checked()).hasSize(5);
    }

    @Test
    void failuresFromOtherAddressesDoNotLockAKefuOut() {
        for (int i = 0; i < 10; i++) {
            assertThat(failsToLogIn(KEFU, ELSEWHERE)).isTrue();
        }
        assertThat(logInKefu.logIn(KEFU, GOOD, HOME).user().id()).isEqualTo(KEFU);
    }

    @Test
    void guessingFromManyAddressesIsLimitedExceptFromKnownAddresses() {
        logInKefu.logIn(KEFU, GOOD, HOME);
        for (int i = 0; i < 40; i++) {
            assertThat(failsToLogIn(KEFU, "198.51.100." + i)).isTrue();
        }
        assertRefused(ErrorCode.RATE_LIMITED, () -> logInKefu.logIn(KEFU, GOOD, "198.51.100.200"));
        assertThat(logInKefu.logIn(KEFU, GOOD, HOME).user().id()).isEqualTo(KEFU);
    }

    @Test
    void aSuccessfulLoginResetsTheFailedAttempts() {
        for (int i = 0; i < 20; i++) {
            assertRefused(ErrorCode.UNAUTHORIZED, () -> logInKefu.logIn(KEFU, WRONG, HOME));
            assertThat(logInKefu.logIn(KEFU, GOOD, HOME).user().id()).isEqualTo(KEFU);
        }
    }

    @Test
    void loginsFromOneAddressAreLimitedForAllAccountsTogether() {
        for (int i = 0; i < 60; i++) {
            UserId id = new UserId("guess" + i);
            assertRefused(ErrorCode.UNAUTHORIZED, () -> logInKefu.logIn(id, WRONG, ELSEWHERE));
        }
        assertRefused(ErrorCode.RATE_LIMITED, () -> logInKefu.logIn(KEFU, GOOD, ELSEWHERE));
    }

    @Test
    void customersAndDisabledKefuAreRefusedAfterTheSameWork() {
        fixture.users().create(Users.customer("zhangsan"));
        assertRefused(ErrorCode.UNAUTHORIZED, () -> logInKefu.logIn(new UserId("zhangsan"), GOOD, HOME));
        fixture.users().update(new UserId("kefu001"), Users.DISABLED);
        assertRefused(ErrorCode.UNAUTHORIZED, () -> logInKefu.logIn(KEFU, GOOD, HOME));
        assertThat(passwords.checked()).hasSize(2);
        assertThat(fixture.presence().statuses(List.of(KEFU), fixture.clock().instant()))
                .isEqualTo(Map.of(KEFU, KefuStatus.OFFLINE));
    }

    private boolean failsToLogIn(UserId id, String address) {
        try {
            logInKefu.logIn(id, WRONG, address);
            return false;
        } catch (DomainException refused) {
            return true;
        }
    }
}
