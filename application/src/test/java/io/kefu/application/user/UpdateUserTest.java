package io.kefu.application.user;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.testing.InMemoryTokenStore;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.port.UserStore.Credentials;
import io.kefu.application.user.testing.FastPasswordHasher;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpdateUserTest {
    private static final User CUSTOMER = Users.customer("zhangsan");
    private static final User KEFU = Users.kefu("kefu001");
    private static final Principal ADMIN = new Principal(new UserId("admin"), Role.ADMIN, "admin");

    private final InMemoryUserStore users = new InMemoryUserStore();
    private final FastPasswordHasher passwords = new FastPasswordHasher();
    private final InMemoryTokenStore tokens = new InMemoryTokenStore(TestClock.atNoon());
    private final UpdateUser updateUser = new UpdateUser(users, passwords, tokens);
    private final AccessToken.Digest login =
            AccessToken.of(KEFU.id(), "A".repeat(AccessToken.SECRET_LENGTH)).digest();

    @BeforeEach
    void populate() {
        users.create(CUSTOMER, null);
        users.create(KEFU, passwords.hash("password123"));
        tokens.issue(login, self(KEFU), Duration.ofHours(1));
    }

    @Test
    void changesWhatIsGiven() {
        User changed = updateUser.update(
                self(CUSTOMER), CUSTOMER.id(), new UpdateUser.Command("张三", "a@b.c", new Metadata("{}"), null, null));
        assertThat(changed.username()).isEqualTo("张三");
        assertThat(changed.email()).isEqualTo("a@b.c");
        assertThat(changed.metadata()).isEqualTo(new Metadata("{}"));
        assertThat(users.find(CUSTOMER.id())).contains(changed);
    }

    @Test
    void keepsWhatIsNotGiven() {
        updateUser.update(self(CUSTOMER), CUSTOMER.id(), new UpdateUser.Command("张三", "a@b.c", null, null, null));
        User changed = updateUser.update(self(CUSTOMER), CUSTOMER.id(), named(null));
        assertThat(changed.username()).isEqualTo("张三");
        assertThat(changed.email()).isEqualTo("a@b.c");
    }

    @Test
    void aKefuMayChangeACustomer() {
        assertThat(updateUser.update(self(KEFU), CUSTOMER.id(), named("张三")).username())
                .isEqualTo("张三");
    }

    @Test
    void anotherKefuLooksAsIfNotThere() {
        users.create(Users.kefu("kefu002"), "hash");
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> updateUser.update(self(KEFU), new UserId("kefu002"), named("x")));
    }

    @Test
    void anotherCustomerLooksAsIfNotThere() {
        users.create(Users.customer("lisi"), null);
        assertRefused(
                ErrorCode.USER_NOT_FOUND, () -> updateUser.update(self(CUSTOMER), new UserId("lisi"), named("x")));
    }

    @Test
    void aNewNameReachesTheLogins() {
        updateUser.update(self(KEFU), KEFU.id(), named("客服小明"));
        assertThat(found()).contains(new Principal(KEFU.id(), Role.KEFU, "客服小明"));
    }

    @Test
    void aNewPasswordNeedsTheOldOneAndEndsAllLogins() {
        updateUser.update(self(KEFU), KEFU.id(), password("new password", "password123"));
        assertThat(users.credentials(KEFU.id()).flatMap(Credentials::passwordHash))
                .contains("hash of new password");
        assertThat(found()).isEmpty();
    }

    @Test
    void aWrongOldPasswordChangesNothing() {
        for (String wrong : new String[] {"password124", ""}) {
            assertOldPasswordRefused(password("new password", wrong));
        }
        assertOldPasswordRefused(password("new password", null));
        assertThat(users.credentials(KEFU.id()).flatMap(Credentials::passwordHash))
                .contains("hash of password123");
        assertThat(found()).isPresent();
    }

    @Test
    void refusesANewPasswordOfTheWrongLengthBeforeAnyHashing() {
        assertThat(assertRefused(
                                ErrorCode.INVALID_PARAMETER,
                                () -> updateUser.update(self(KEFU), KEFU.id(), password("short", "password123")))
                        .violations())
                .containsExactly(Violation.of("password", Reason.LENGTH, 8, 128));
        assertThat(passwords.checked()).isEmpty();
    }

    @Test
    void nobodyChangesAnothersPasswordAndACustomerHasNone() {
        assertRefused(
                ErrorCode.FORBIDDEN,
                () -> updateUser.update(ADMIN, KEFU.id(), password("new password", "password123")));
        assertRefused(
                ErrorCode.FORBIDDEN, () -> updateUser.update(self(KEFU), CUSTOMER.id(), password("new password", "")));
        assertRefused(
                ErrorCode.FORBIDDEN,
                () -> updateUser.update(self(CUSTOMER), CUSTOMER.id(), password("new password", "")));
    }

    private void assertOldPasswordRefused(UpdateUser.Command command) {
        assertThat(assertRefused(ErrorCode.FORBIDDEN, () -> updateUser.update(self(KEFU), KEFU.id(), command))
                        .violations())
                .containsExactly(Violation.of("old_password", Reason.INVALID));
    }

    private Optional<Principal> found() {
        return tokens.find(login).toCompletableFuture().join();
    }

    private static UpdateUser.Command named(@Nullable String username) {
        return new UpdateUser.Command(username, null, null, null, null);
    }

    private static UpdateUser.Command password(String password, @Nullable String oldPassword) {
        return new UpdateUser.Command(null, null, null, password, oldPassword);
    }

    private static Principal self(User user) {
        return new Principal(user.id(), user.role(), user.username());
    }
}
