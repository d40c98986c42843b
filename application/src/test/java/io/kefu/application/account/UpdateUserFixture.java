package io.kefu.application.account;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.RateLimits.Limit;
import io.kefu.application.access.testing.InMemoryRateLimits;
import io.kefu.application.access.testing.InMemoryTokenStore;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.user.RenameLogins;
import io.kefu.application.user.testing.FastPasswordHasher;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** Use cases with a customer and a kefu who is logged in. */
abstract class UpdateUserFixture {
    static final User CUSTOMER = Users.customer("zhangsan");
    static final User KEFU = Users.kefu("kefu001");
    static final Principal ADMIN = new Principal(new UserId("admin"), Role.ADMIN, "admin");

    final SessionFixture fixture = SessionFixture.inMemory();
    final InMemoryUserStore users = fixture.users();
    final FastPasswordHasher passwords = new FastPasswordHasher();
    final InMemoryTokenStore tokens = new InMemoryTokenStore(fixture.clock());
    final InMemoryRateLimits limits =
            new InMemoryRateLimits(fixture.clock()).allow(Limit.PASSWORD_CHANGE, 5, Duration.ofMinutes(15));
    final UpdateUser updateUser = new UpdateUser(
            users,
            passwords,
            limits,
            tokens,
            fixture.presence(),
            fixture.releaseKefu(),
            fixture.overdue(),
            fixture.closeBlockedSession(),
            fixture.assignWaiting(),
            new RenameLogins(users, tokens),
            fixture.audit(),
            fixture.clock());
    private final AccessToken.Digest login =
            AccessToken.of(KEFU.id(), "A".repeat(AccessToken.SECRET_LENGTH)).digest();

    @BeforeEach
    void populate() {
        users.create(CUSTOMER);
        users.create(KEFU, Optional.of(passwords.hash("password123")));
        tokens.issue(login, self(KEFU), Duration.ofHours(1));
    }

    Optional<Principal> found() {
        return tokens.find(login).toCompletableFuture().join();
    }

    static Principal self(User user) {
        return new Principal(user.id(), user.role(), user.username());
    }
}
