package io.kefu.application.auth;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.IssueToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.RateLimits.Limit;
import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.access.testing.InMemoryRateLimits;
import io.kefu.application.access.testing.InMemoryTokenStore;
import io.kefu.application.audit.testing.InMemoryAuditLog;
import io.kefu.application.block.testing.InMemoryBlocks;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.CreateUser;
import io.kefu.application.user.testing.FastPasswordHasher;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignUpCustomerTest {
    private static final String ADDRESS = "203.0.113.7";

    private final TestClock clock = TestClock.atNoon();
    private final InMemoryUserStore users = new InMemoryUserStore();
    private final InMemoryTokenStore tokens = new InMemoryTokenStore(clock);
    private final InMemoryBlocks blocks = new InMemoryBlocks();
    private final CountingSecrets secrets = new CountingSecrets();
    private final InMemoryRateLimits limits =
            new InMemoryRateLimits(clock).allow(Limit.SIGN_UP_FROM_ADDRESS, 2, Duration.ofMinutes(1));

    @Test
    void aCustomerIsCreatedAndLoggedIn() {
        SignUpCustomer.SignedUp up = signUp(FixedIdentities.none()).signUp(customer(null), ADDRESS);
        User user = up.user();
        assertThat(users.find(user.id())).contains(user);
        assertThat(user.role()).isEqualTo(Role.CUSTOMER);
        assertThat(tokens.find(up.issued().token().digest())
                        .toCompletableFuture()
                        .join())
                .contains(new Principal(user.id(), Role.CUSTOMER, user.username()));
        assertThat(up.issued().expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
    }

    @Test
    void aChosenIdIsAcceptedIfItIsFree() {
        users.create(Users.kefu("kefu001"), Optional.of("hash"));
        SignUpCustomer signUp = signUp(FixedIdentities.none());
        assertThat(signUp.signUp(customer("zhangsan"), ADDRESS).user().id()).isEqualTo(new UserId("zhangsan"));
        assertRefused(ErrorCode.CONFLICT, () -> signUp.signUp(customer("kefu001"), ADDRESS));
    }

    @Test
    void aChosenIdIsRefusedIfASiteSecretIsConfigured() {
        SignUpCustomer signUp = signUp(new FixedIdentities(true, false, Map.of()));
        assertRefused(ErrorCode.FORBIDDEN, () -> signUp.signUp(customer("zhangsan"), ADDRESS));
        assertThat(signUp.signUp(customer(null), ADDRESS).user().id().value()).startsWith("user_");
    }

    @Test
    void signUpIsRefusedIfIdentityTokensAreRequired() {
        SignUpCustomer signUp = signUp(new FixedIdentities(true, true, Map.of()));
        assertRefused(ErrorCode.UNAUTHORIZED, () -> signUp.signUp(customer(null), ADDRESS));
        assertRefused(ErrorCode.UNAUTHORIZED, () -> signUp.signUp(customer("zhangsan"), ADDRESS));
    }

    @Test
    void signUpAsStaffIsRefused() {
        CreateUser.Command kefu = new CreateUser.Command(
                new UserId("kefu001"), Role.KEFU, profile -> profile, "password123", User.Service.DEFAULT);
        assertRefused(
                ErrorCode.UNAUTHORIZED, () -> signUp(FixedIdentities.none()).signUp(kefu, ADDRESS));
        assertThat(users.find(new UserId("kefu001"))).isEmpty();
    }

    @Test
    void signUpsFromOneAddressAreLimited() {
        SignUpCustomer signUp = signUp(FixedIdentities.none());
        signUp.signUp(customer(null), ADDRESS);
        signUp.signUp(customer(null), ADDRESS);
        assertThat(assertRefused(ErrorCode.RATE_LIMITED, () -> signUp.signUp(customer(null), ADDRESS))
                        .retryAfter())
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(signUp.signUp(customer(null), "203.0.113.8").user()).isNotNull();
    }

    private SignUpCustomer signUp(FixedIdentities identities) {
        return new SignUpCustomer(
                new CreateUser(users, new FastPasswordHasher(), secrets, new InMemoryAuditLog(clock), clock),
                users,
                identities,
                limits,
                blocks,
                new IssueToken(
                        tokens, secrets, clock, new IssueToken.Lifetimes(Duration.ofHours(24), Duration.ofDays(30))),
                clock);
    }

    private static CreateUser.Command customer(@Nullable String id) {
        @Nullable UserId userId = id == null ? null : new UserId(id);
        return new CreateUser.Command(userId, Role.CUSTOMER, profile -> profile, null, User.Service.DEFAULT);
    }
}
