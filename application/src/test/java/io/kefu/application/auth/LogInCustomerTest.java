package io.kefu.application.auth;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.IssueToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.RateLimits.Limit;
import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.access.testing.InMemoryRateLimits;
import io.kefu.application.access.testing.InMemoryTokenStore;
import io.kefu.application.account.UpdateUser;
import io.kefu.application.auth.port.IdentityTokens.Identity;
import io.kefu.application.block.testing.InMemoryBlocks;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.RenameLogins;
import io.kefu.application.user.testing.FastPasswordHasher;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogInCustomerTest {
    private static final UserId ID = new UserId("zhangsan");
    private static final String ADDRESS = "203.0.113.7";

    private final TestClock clock = TestClock.atNoon();
    private final InMemoryUserStore users = new InMemoryUserStore();
    private final InMemoryTokenStore tokens = new InMemoryTokenStore(clock);
    private final InMemoryRateLimits limits =
            new InMemoryRateLimits(clock).allow(Limit.LOGIN_FROM_ADDRESS, 2, Duration.ofMinutes(1));
    private final SessionFixture fixture = SessionFixture.inMemory();
    private final UpdateUser updateUser = new UpdateUser(
            users,
            new FastPasswordHasher(),
            limits,
            tokens,
            fixture.presence(),
            fixture.releaseKefu(),
            fixture.overdue(),
            fixture.closeBlockedSession(),
            fixture.assignWaiting(),
            new RenameLogins(users, tokens),
            fixture.audit(),
            clock);
    private final InMemoryBlocks blocks = new InMemoryBlocks();
    private final LogInCustomer logInCustomer = new LogInCustomer(
            new FixedIdentities(
                    true,
                    false,
                    Map.of(
                            "named", new Identity(ID, "张三", "zhangsan@example.com"),
                            "name", new Identity(ID, "张三丰", null),
                            "email", new Identity(ID, null, "zsf@example.com"),
                            "bare", new Identity(ID, null, null))),
            users,
            limits,
            blocks,
            new IssueToken(
                    tokens,
                    new CountingSecrets(),
                    clock,
                    new IssueToken.Lifetimes(Duration.ofHours(24), Duration.ofDays(30))),
            tokens,
            updateUser,
            clock);

    @Test
    void aNewCustomerIsCreated() {
        LogInCustomer.LoggedIn in = logInCustomer.logIn("named", ADDRESS);
        assertThat(in.user())
                .isEqualTo(Users.user("zhangsan", Role.CUSTOMER, clock.instant())
                        .changed(User.Change.of(
                                profile -> profile.withUsername("张三").withEmail("zhangsan@example.com"))));
        assertThat(users.find(ID)).contains(in.user());
        assertThat(tokens.find(in.issued().token().digest())
                        .toCompletableFuture()
                        .join())
                .contains(new Principal(ID, Role.CUSTOMER, "张三"));
        assertThat(in.issued().expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
    }

    @Test
    void aCustomerWithoutANameIsNamedByTheirId() {
        assertThat(logInCustomer.logIn("bare", ADDRESS).user().username()).isEqualTo("zhangsan");
    }

    @Test
    void anExistingCustomerLogsIn() {
        User known = Users.customer("zhangsan");
        users.create(known);
        assertThat(logInCustomer.logIn("bare", ADDRESS).user()).isEqualTo(known);
        assertThat(users.find(ID)).contains(known);
    }

    @ParameterizedTest
    @CsvSource({
        "named, 张三, zhangsan@example.com",
        "name, 张三丰, old@example.com",
        "email, old, zsf@example.com",
        "bare, old, old@example.com"
    })
    void theFieldsOfTheTokenAreTakenAndTheOthersStay(String token, String name, String email) {
        users.create(Users.customer("zhangsan"));
        AccessToken.Digest earlier =
                logInCustomer.logIn("bare", ADDRESS).issued().token().digest();
        Metadata metadata = new Metadata("{\"vip\": true}");
        users.update(
                ID,
                User.Change.of(profile ->
                        profile.withUsername("old").withEmail("old@example.com").withMetadata(metadata)));
        LogInCustomer.LoggedIn in = logInCustomer.logIn(token, ADDRESS);
        assertThat(in.user().username()).isEqualTo(name);
        assertThat(in.user().profile().email()).isEqualTo(email);
        assertThat(in.user().profile().metadata()).isEqualTo(metadata);
        assertThat(users.find(ID)).contains(in.user());
        assertThat(named(in.issued().token().digest())).isEqualTo(name);
        assertThat(named(earlier)).isEqualTo(token.equals("bare") ? "zhangsan" : name);
        assertThat(logInCustomer.logIn(token, ADDRESS).user()).isEqualTo(in.user());
    }

    @Test
    void theNameOfTheTokenReplacesARenameByAKefu() {
        logInCustomer.logIn("named", ADDRESS);
        User.Change renamed = User.Change.of(profile -> profile.withUsername("VIP"));
        updateUser.update(SessionFixture.kefu("kefu"), ID, new UpdateUser.Command(renamed, null, null));
        assertThat(logInCustomer.logIn("email", ADDRESS).user().username()).isEqualTo("VIP");
        assertThat(logInCustomer.logIn("named", ADDRESS).user().username()).isEqualTo("张三");
    }

    @Test
    void aCustomerWhoIsDisabledDuringTheLoginIsRefused() {
        users.create(Users.customer("zhangsan"));
        users.afterNextFind(() -> {
            users.update(ID, Users.DISABLED);
            tokens.revokeAll(ID);
        });
        assertRefused(ErrorCode.FORBIDDEN, () -> logInCustomer.logIn("bare", ADDRESS));
        assertThat(tokens.all()).isEmpty();
    }

    private String named(AccessToken.Digest login) {
        return tokens.find(login).toCompletableFuture().join().orElseThrow().name();
    }

    @Test
    void idsOfStaffAreRefused() {
        users.create(Users.kefu("zhangsan"), Optional.of("hash"));
        assertRefused(ErrorCode.FORBIDDEN, () -> logInCustomer.logIn("named", ADDRESS));
        users.update(new UserId("zhangsan"), Users.DISABLED);
        assertRefused(ErrorCode.FORBIDDEN, () -> logInCustomer.logIn("named", ADDRESS));
    }

    @Test
    void aDisabledCustomerIsRefused() {
        users.create(Users.disabled(Users.customer("zhangsan")));
        assertRefused(ErrorCode.FORBIDDEN, () -> logInCustomer.logIn("named", ADDRESS));
    }

    @Test
    void anErasedCustomerCanLogInAgainAfterAMinute() {
        users.create(Users.customer("zhangsan"));
        users.delete(ID);
        assertThat(assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> logInCustomer.logIn("named", ADDRESS))
                        .retryAfter())
                .isEqualTo(Duration.ofMinutes(1));
        users.endRest(ID);
        assertThat(logInCustomer.logIn("named", ADDRESS).user().id()).isEqualTo(ID);
    }

    @Test
    void onlyTokensThatDoNotVerifyAreLimited() {
        for (int i = 0; i < 10; i++) {
            logInCustomer.logIn("named", ADDRESS);
        }
        assertRefused(ErrorCode.UNAUTHORIZED, () -> logInCustomer.logIn("forged", ADDRESS));
        assertRefused(ErrorCode.UNAUTHORIZED, () -> logInCustomer.logIn("forged", ADDRESS));
        assertThat(assertRefused(ErrorCode.RATE_LIMITED, () -> logInCustomer.logIn("forged", ADDRESS))
                        .retryAfter())
                .isEqualTo(Duration.ofSeconds(30));
        assertRefused(ErrorCode.UNAUTHORIZED, () -> logInCustomer.logIn("forged", "203.0.113.8"));
        assertThat(logInCustomer.logIn("named", ADDRESS).user().id()).isEqualTo(ID);
    }
}
