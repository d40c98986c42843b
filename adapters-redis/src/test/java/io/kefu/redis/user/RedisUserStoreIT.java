package io.kefu.redis.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.page.PageRequest;
import io.kefu.application.user.port.UserStore;
import io.kefu.application.user.testing.UserStoreContract;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.testing.RedisExtension;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisUserStoreIT extends UserStoreContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected UserStore store() {
        return new RedisUserStore(REDIS.redis());
    }

    @Test
    void aUserAndItsIndexesAreInOneSlot() {
        store().create(Users.kefu("kefu001"), Optional.of("hash"));
        assertThat(REDIS.commands().keys("*"))
                .containsExactlyInAnyOrder(
                        "{users}:user:kefu001",
                        "{users}:created:all",
                        "{users}:created:kefu",
                        "{users}:active",
                        "{users}:active:staff",
                        "{users}:staff-ids")
                .allSatisfy(key -> assertThat(REDIS.commands().ttl(key)).isEqualTo(-1));
    }

    @Test
    void theLastActivityIsWrittenOnceAMinute() {
        UserStore store = store();
        User customer = Users.customer("user_1");
        store.create(customer);
        assertThat(REDIS.commandsDuring(() -> {
                    for (int second = 0; second < 60; second++) {
                        store.touch(customer.id(), Users.MADE.plusSeconds(60 + second));
                    }
                }))
                .hasSize(3)
                .allMatch(command -> command.startsWith("ZADD"));
        store.touch(customer.id(), Users.MADE.plusSeconds(120));
        assertThat(store.find(customer.id()).orElseThrow().lastActive()).isEqualTo(Users.MADE.plusSeconds(120));
    }

    @Test
    void leavesDefaultValuesOutOfTheRecord() {
        store().create(Users.customer("user_1"));
        assertThat(REDIS.commands().hgetall("{users}:user:user_1"))
                .containsOnlyKeys("r", "c", "v", "d")
                .containsEntry("d", "{\"username\":\"user_1\"}");
    }

    @Test
    void readsThePasswordHashOnlyForCredentials() {
        store().create(Users.kefu("kefu001"), Optional.of("hash"));
        assertThat(REDIS.commandsDuring(() -> store().find(new UserId("kefu001"))))
                .isNotEmpty()
                .noneMatch(command -> command.contains("key<p>"));
        assertThat(REDIS.commandsDuring(() -> store().credentials(new UserId("kefu001"))))
                .anyMatch(command -> command.contains("key<p>"));
    }

    @Test
    void updatesAUserInTwoRoundTrips() {
        store().create(Users.kefu("kefu001"), Optional.of("hash"));
        assertThat(REDIS.commandsDuring(() -> store().update(new UserId("kefu001"), Users.DISABLED)))
                .extracting(command -> command.substring(0, command.indexOf(' ')))
                .containsExactlyInAnyOrder("ZSCORE", "HMGET", "EVALSHA");
    }

    @Test
    void deletesEveryFieldOfTheProfile() {
        User user =
                User.created(new UserId("user_1"), Role.CUSTOMER, Users.FULL_PROFILE, User.Service.DEFAULT, Users.MADE);
        store().create(user);
        store().delete(user.id());
        assertThat(REDIS.commands().keys("*"))
                .as(
                        "keys that still exist after the user was deleted; delete_user.lua must delete each index of a field")
                .singleElement()
                .asString()
                .startsWith("{users}:resting:");
    }

    @Test
    void readsAPageInTwoSteps() {
        store().create(Users.customer("a"));
        store().create(Users.customer("b"));
        assertThat(REDIS.commandsDuring(() -> store().page(null, new PageRequest(1, 2))))
                .extracting(command -> command.substring(0, command.indexOf(' ')))
                .containsExactly("ZCARD", "ZREVRANGE", "HMGET", "HMGET", "ZMSCORE");
    }

    @Test
    void takesAboutAsMuchMemoryPerCustomerAsDocumented() {
        int users = 1_000;
        for (int i = 0; i < users; i++) {
            store().create(Users.user(
                    "user_" + "A".repeat(12) + (1_000 + i), Role.CUSTOMER, Users.MADE.plusMillis(i * 7_919L)));
        }
        long bytes = REDIS.commands().keys("*").stream()
                .mapToLong(key -> REDIS.commands().memoryUsage(key))
                .sum();
        System.err.println("==== Bytes per customer, record and indexes: " + bytes / users + " ====");
        assertThat(bytes / users).isLessThan(600);
    }

    @Test
    void theLastActivityIsInTheIndexOnly() {
        User customer = Users.customer("user_1");
        store().create(customer);
        store().touch(customer.id(), Users.MADE.plus(Duration.ofDays(1)));
        assertThat(REDIS.commands().zscore(GlobalKeys.USERS_BY_ACTIVITY, "user_1"))
                .isEqualTo((double) Users.MADE.plus(Duration.ofDays(1)).toEpochMilli());
    }
}
