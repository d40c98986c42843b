package io.kefu.application.auth;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.IssueToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.RateLimits.Limit;
import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.access.testing.InMemoryRateLimits;
import io.kefu.application.access.testing.InMemoryTokenStore;
import io.kefu.application.auth.port.IdentityTokens.Identity;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogInCustomerTest {
    private static final UserId ID = new UserId("zhangsan");
    private static final String ADDRESS = "203.0.113.7";

    private final TestClock clock = TestClock.atNoon();
    private final InMemoryUserStore users = new InMemoryUserStore();
    private final InMemoryTokenStore tokens = new InMemoryTokenStore(clock);
    private final InMemoryRateLimits limits =
            new InMemoryRateLimits(clock).allow(Limit.LOGIN_FROM_ADDRESS, 2, Duration.ofMinutes(1));
    private final LogInCustomer logInCustomer = new LogInCustomer(
            new FixedIdentities(
                    true,
                    false,
                    Map.of(
                            "named", new Identity(ID, "张三", "zhangsan@example.com"),
                            "bare", new Identity(ID, null, null))),
            users,
            limits,
            new IssueToken(
                    tokens,
                    new CountingSecrets(),
                    clock,
                    new IssueToken.Lifetimes(Duration.ofHours(24), Duration.ofDays(30))),
            clock);

    @Test
    void makesACustomerWhoComesForTheFirstTime() {
        LogInCustomer.LoggedIn in = logInCustomer.logIn("named", ADDRESS);
        assertThat(in.user())
                .isEqualTo(new User(
                        ID,
                        "张三",
                        "zhangsan@example.com",
                        Role.CUSTOMER,
                        null,
                        clock.instant(),
                        clock.instant(),
                        false,
                        User.Service.DEFAULT));
        assertThat(users.find(ID)).contains(in.user());
        assertThat(tokens.find(in.issued().token().digest())
                        .toCompletableFuture()
                        .join())
                .contains(new Principal(ID, Role.CUSTOMER, "张三"));
        assertThat(in.issued().expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
    }

    @Test
    void namesACustomerOfWhomNothingIsKnownByItsId() {
        assertThat(logInCustomer.logIn("bare", ADDRESS).user().username()).isEqualTo("zhangsan");
    }

    @Test
    void knowsACustomerAgain() {
        User known = Users.customer("zhangsan");
        users.create(known, null);
        assertThat(logInCustomer.logIn("named", ADDRESS).user()).isEqualTo(known);
        assertThat(users.find(ID)).contains(known);
    }

    @Test
    void keepsOutStaffAndWhoeverIsDisabled() {
        users.create(Users.kefu("zhangsan"), "hash");
        assertRefused(ErrorCode.FORBIDDEN, () -> logInCustomer.logIn("named", ADDRESS));
        users.update(new UserId("zhangsan"), Users.DISABLED, null);
        assertRefused(ErrorCode.FORBIDDEN, () -> logInCustomer.logIn("named", ADDRESS));
    }

    @Test
    void keepsOutADisabledCustomer() {
        users.create(Users.disabled(Users.customer("zhangsan")), null);
        assertRefused(ErrorCode.FORBIDDEN, () -> logInCustomer.logIn("named", ADDRESS));
    }

    @Test
    void whoWasJustErasedComesBackAfterAMinute() {
        users.create(Users.customer("zhangsan"), null);
        users.delete(ID);
        assertThat(assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> logInCustomer.logIn("named", ADDRESS))
                        .retryAfter())
                .isEqualTo(Duration.ofMinutes(1));
        users.endRest(ID);
        assertThat(logInCustomer.logIn("named", ADDRESS).user().id()).isEqualTo(ID);
    }

    @Test
    void limitsTokensThatDoNotVerifyAndNoOthers() {
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
