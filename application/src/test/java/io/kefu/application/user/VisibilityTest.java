package io.kefu.application.user;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VisibilityTest {
    private final InMemoryUserStore users = new InMemoryUserStore();

    @BeforeEach
    void populate() {
        for (String id : new String[] {"customer", "other_customer"}) {
            users.create(Users.customer(id));
        }
        for (String id : new String[] {"kefu", "other_kefu"}) {
            users.create(Users.kefu(id), Optional.of("hash"));
        }
        for (String id : new String[] {"admin", "other_admin"}) {
            users.create(Users.admin(id), Optional.of("hash"));
        }
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    caller,   target,         sees
                    customer, customer,       true
                    customer, other_customer, false
                    customer, kefu,           false
                    customer, admin,          false
                    kefu,     kefu,           true
                    kefu,     customer,       true
                    kefu,     other_kefu,     false
                    kefu,     admin,          false
                    admin,    admin,          true
                    admin,    customer,       true
                    admin,    kefu,           true
                    admin,    other_admin,    true
                    """)
    void showsThoseOfTheTable(String caller, UserId target, boolean sees) {
        Principal principal = principal(caller);
        if (sees) {
            assertThat(Visibility.find(users, principal, target).id()).isEqualTo(target);
        } else {
            assertRefused(ErrorCode.USER_NOT_FOUND, () -> Visibility.find(users, principal, target));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsNotThereLooksLikeWhoMayNotBeSeen(Role role) {
        Principal caller = new Principal(new UserId("somebody"), role, "S");
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> Visibility.find(users, caller, new UserId("nobody")));
    }

    @Test
    void whoWasDeletedDoesNotSeeThemselves() {
        Principal gone = new Principal(new UserId("gone"), Role.CUSTOMER, "G");
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> Visibility.find(users, gone, gone.id()));
    }

    private static Principal principal(String name) {
        return new Principal(new UserId(name), Role.ofWord(name).orElseThrow(), name);
    }
}
