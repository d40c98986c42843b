package io.kefu.application.account;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.user.port.UserStore.Credentials;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.User;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpdatePasswordTest extends UpdateUserFixture {
    private static final User.Change NOTHING = User.Change.NONE;

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
    void onlyAnAdminSetsThePasswordOfAnotherAndACustomerHasNone() {
        assertRefused(
                ErrorCode.FORBIDDEN, () -> updateUser.update(self(KEFU), CUSTOMER.id(), password("new password", "")));
        assertRefused(
                ErrorCode.FORBIDDEN,
                () -> updateUser.update(self(CUSTOMER), CUSTOMER.id(), password("new password", "")));
        assertRefused(
                ErrorCode.FORBIDDEN, () -> updateUser.update(ADMIN, CUSTOMER.id(), password("new password", null)));
    }

    @Test
    void anAdminResetsAPassword() {
        updateUser.update(ADMIN, KEFU.id(), password("new password", null));
        assertThat(users.credentials(KEFU.id()).flatMap(Credentials::passwordHash))
                .contains("hash of new password");
        assertThat(found()).isEmpty();
    }

    @Test
    void anAdminsOwnPasswordNeedsTheOldOne() {
        users.create(Users.admin("admin"), Optional.of(passwords.hash("password123")));
        assertRefused(ErrorCode.FORBIDDEN, () -> updateUser.update(ADMIN, ADMIN.id(), password("new password", null)));
        updateUser.update(ADMIN, ADMIN.id(), password("new password", "password123"));
    }

    @Test
    void attemptsWithAWrongOldPasswordAreLimited() {
        for (int i = 0; i < 5; i++) {
            assertOldPasswordRefused(password("new password", "wrong " + i));
        }
        assertRefused(
                ErrorCode.RATE_LIMITED,
                () -> updateUser.update(self(KEFU), KEFU.id(), password("new password", "password123")));
        fixture.clock().advance(Duration.ofMinutes(15));
        updateUser.update(self(KEFU), KEFU.id(), password("new password", "password123"));
        assertThat(found()).isEmpty();
    }

    private void assertOldPasswordRefused(UpdateUser.Command command) {
        assertThat(assertRefused(ErrorCode.FORBIDDEN, () -> updateUser.update(self(KEFU), KEFU.id(), command))
                        .violations())
                .containsExactly(Violation.of("old_password", Reason.INVALID));
    }

    private static UpdateUser.Command password(String password, @Nullable String oldPassword) {
        return new UpdateUser.Command(NOTHING, password, oldPassword);
    }
}
