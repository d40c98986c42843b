package io.kefu.application.user;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.audit.testing.InMemoryAuditLog;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.port.UserStore.Credentials;
import io.kefu.application.user.testing.FastPasswordHasher;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.User.Service;
import io.kefu.domain.user.UserId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateUserTest {
    private static final Principal ADMIN = new Principal(new UserId("admin"), Role.ADMIN, "admin");

    private final TestClock clock = TestClock.atNoon();
    private final InMemoryUserStore users = new InMemoryUserStore();
    private final InMemoryAuditLog audit = new InMemoryAuditLog(clock);
    private final CreateUser createUser =
            new CreateUser(users, new FastPasswordHasher(), new CountingSecrets(), audit, clock);

    @Test
    void createsACustomerWithDefaults() {
        User user = createUser.create(null, command(null, Role.CUSTOMER, null));
        assertThat(user).isEqualTo(Users.user("user_AAAAAAAAAAAAAAA1", Role.CUSTOMER, clock.instant()));
        assertThat(users.credentials(user.id())).contains(new Credentials(user, Optional.empty()));
    }

    @Test
    void createsAKefuWithAllFields() {
        Service service = new Service(3, Set.of("billing"));
        User user = createUser.create(
                ADMIN,
                new CreateUser.Command(
                        new UserId("kefu002"), Role.KEFU, profile -> Users.FULL_PROFILE, "password123", service));
        assertThat(user.profile()).isEqualTo(Users.FULL_PROFILE);
        assertThat(user.service()).isEqualTo(service);
        assertThat(users.credentials(user.id())).contains(new Credentials(user, Optional.of("hash of password123")));
        assertThat(audit.acts())
                .containsExactly(Act.of(ADMIN, Action.USER_CREATED, "kefu002").with("user_type", "kefu"));
    }

    @ParameterizedTest
    @CsvSource({
        "         , CUSTOMER, true",
        "         , KEFU,     false",
        "         , ADMIN,    false",
        "CUSTOMER , CUSTOMER, true",
        "CUSTOMER , KEFU,     false",
        "CUSTOMER , ADMIN,    false",
        "KEFU     , CUSTOMER, true",
        "KEFU     , KEFU,     false",
        "KEFU     , ADMIN,    false",
        "ADMIN    , CUSTOMER, true",
        "ADMIN    , KEFU,     true",
        "ADMIN    , ADMIN,    true"
    })
    void onlyAdminsCreateStaff(@Nullable Role caller, Role made, boolean may) {
        @Nullable Principal principal = caller == null ? null : new Principal(new UserId("caller"), caller, "C");
        CreateUser.Command command =
                command(made.name().toLowerCase(Locale.ROOT), made, made.isStaff() ? "password123" : null);
        if (may) {
            assertThat(createUser.create(principal, command).role()).isEqualTo(made);
        } else {
            assertRefused(ErrorCode.FORBIDDEN, () -> createUser.create(principal, command));
        }
    }

    @Test
    void refusesAnIdThatIsTaken() {
        createUser.create(null, command("zhangsan", Role.CUSTOMER, null));
        assertRefused(
                ErrorCode.CONFLICT, () -> createUser.create(ADMIN, command("zhangsan", Role.KEFU, "password123")));
        assertThat(users.find(new UserId("zhangsan")).orElseThrow().role()).isEqualTo(Role.CUSTOMER);
    }

    @Test
    void staffNeedsAPasswordAndACustomerHasNone() {
        assertThat(assertRefused(ErrorCode.INVALID_PARAMETER, () -> command("k", Role.KEFU, null))
                        .violations())
                .containsExactly(Violation.of("password", Reason.REQUIRED));
        assertThat(assertRefused(ErrorCode.INVALID_PARAMETER, () -> command("c", Role.CUSTOMER, "password123"))
                        .violations())
                .containsExactly(Violation.of("password", Reason.NOT_ALLOWED));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 129})
    void refusesAPasswordOfTheWrongLength(int length) {
        assertThat(assertRefused(ErrorCode.INVALID_PARAMETER, () -> command("k", Role.KEFU, "x".repeat(length)))
                        .violations())
                .containsExactly(Violation.of("password", Reason.LENGTH, 8, 128));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 128})
    void takesAPasswordOfTheRightLength(int length) {
        createUser.create(ADMIN, command("k", Role.KEFU, "x".repeat(length)));
        assertThat(users.credentials(new UserId("k")).flatMap(Credentials::passwordHash))
                .isPresent();
    }

    private static CreateUser.Command command(@Nullable String id, Role role, @Nullable String password) {
        @Nullable UserId userId = id == null ? null : new UserId(id);
        return new CreateUser.Command(userId, role, profile -> profile, password, Service.DEFAULT);
    }
}
