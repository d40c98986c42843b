package io.kefu.application.account;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.account.ReadUser.VisibleUser;
import io.kefu.application.presence.testing.InMemoryPresence;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadUserTest {
    private static final UserId COLLEAGUE = new UserId("other_kefu");

    private final InMemoryUserStore users = new InMemoryUserStore();
    private final InMemoryPresence presence = new InMemoryPresence();
    private final TestClock clock = TestClock.atNoon();
    private final ReadUser readUser = new ReadUser(users, presence, clock);

    @BeforeEach
    void populate() {
        users.create(Users.customer("customer"));
        users.create(Users.customer("other_customer"));
        users.create(Users.kefu("kefu"), Optional.of("hash"));
        users.create(Users.kefu("other_kefu"), Optional.of("hash"));
        users.create(Users.admin("admin"), Optional.of("hash"));
        users.create(Users.admin("other_admin"), Optional.of("hash"));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    caller,   target,         sees
                    customer, customer,       whole
                    customer, other_customer, nothing
                    customer, kefu,           nothing
                    customer, admin,          nothing
                    customer, nobody,         nothing
                    kefu,     kefu,           whole
                    kefu,     customer,       whole
                    kefu,     other_kefu,     card
                    kefu,     admin,          card
                    kefu,     nobody,         nothing
                    admin,    admin,          whole
                    admin,    customer,       whole
                    admin,    kefu,           whole
                    admin,    other_admin,    whole
                    admin,    nobody,         nothing
                    """)
    void showsWhatTheTableSays(String caller, UserId target, String sees) {
        Principal principal =
                new Principal(new UserId(caller), Role.ofWord(caller).orElseThrow(), caller);
        switch (sees) {
            case "whole" ->
                assertThat(readUser.read(principal, target))
                        .isInstanceOfSatisfying(
                                VisibleUser.Full.class,
                                seen -> assertThat(seen.user().id()).isEqualTo(target));
            case "card" ->
                assertThat(readUser.read(principal, target))
                        .isInstanceOfSatisfying(
                                VisibleUser.Card.class,
                                seen -> assertThat(seen.id()).isEqualTo(target));
            default -> assertRefused(ErrorCode.USER_NOT_FOUND, () -> readUser.read(principal, target));
        }
    }

    @Test
    void aCardShowsThePresentNameAndStatus() {
        Principal caller = new Principal(new UserId("kefu"), Role.KEFU, "kefu");
        assertThat(readUser.read(caller, COLLEAGUE))
                .isEqualTo(new VisibleUser.Card(COLLEAGUE, "other_kefu", Role.KEFU, KefuStatus.OFFLINE));
        presence.heartbeat(COLLEAGUE, User.Service.DEFAULT, KefuStatus.BUSY, clock.instant(), Duration.ofSeconds(45));
        users.update(COLLEAGUE, User.Change.of(profile -> profile.withUsername("新名")));
        assertThat(readUser.read(caller, COLLEAGUE))
                .isEqualTo(new VisibleUser.Card(COLLEAGUE, "新名", Role.KEFU, KefuStatus.BUSY));
    }
}
