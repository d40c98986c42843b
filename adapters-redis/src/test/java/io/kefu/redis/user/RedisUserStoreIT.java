package io.kefu.redis.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.page.PageRequest;
import io.kefu.application.user.port.UserStore;
import io.kefu.application.user.testing.UserStoreContract;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.testing.RedisExtension;
import java.time.Duration;
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
    void keepsOneSlotSoThatAUserAndItsIndexesChangeTogether() {
        store().create(Users.kefu("kefu001"), "hash");
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
    void notesAUserOnceAMinuteHoweverOftenTheyAreSeen() {
        UserStore store = store();
        User customer = Users.customer("user_1");
        store.create(customer, null);
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
    void leavesOutOfTheRecordWhatIsAssumedAnyway() {
        store().create(Users.customer("user_1"), null);
        assertThat(REDIS.commands().hgetall("{users}:user:user_1"))
                .containsOnlyKeys("n", "r", "c")
                .containsEntry("r", "c");
    }

    @Test
    void readsNoPasswordHashUnlessAskedForIt() {
        store().create(Users.kefu("kefu001"), "hash");
        assertThat(REDIS.commandsDuring(() -> store().find(new UserId("kefu001"))))
                .containsExactlyInAnyOrder(
                        "HMGET key<{users}:user:kefu001> key<n> key<e> key<r> key<m> key<c> key<d> key<x> key<s>",
                        "ZMSCORE key<{users}:active> value<kefu001>");
    }

    @Test
    void readsAPageInTwoSteps() {
        store().create(Users.customer("a"), null);
        store().create(Users.customer("b"), null);
        assertThat(REDIS.commandsDuring(() -> store().page(null, new PageRequest(1, 2))))
                .extracting(command -> command.substring(0, command.indexOf(' ')))
                .containsExactly("ZCARD", "ZREVRANGE", "HMGET", "HMGET", "ZMSCORE");
    }

    @Test
    void takesAboutAsMuchMemoryPerCustomerAsDocumented() {
        int users = 1_000;
        for (int i = 0; i < users; i++) {
            store().create(
                            Users.user(
                                    "user_" + "A".repeat(12) + (1_000 + i),
                                    Role.CUSTOMER,
                                    Users.MADE.plusMillis(i * 7_919L)),
                            null);
        }
        long bytes = REDIS.commands().keys("*").stream()
                .mapToLong(key -> REDIS.commands().memoryUsage(key))
                .sum();
        System.err.println("==== Bytes per customer, record and indexes: " + bytes / users + " ====");
        assertThat(bytes / users).isLessThan(600);
    }

    @Test
    void touchesOnlyTheIndexByActivity() {
        User customer = Users.customer("user_1");
        store().create(customer, null);
        store().touch(customer.id(), Users.MADE.plus(Duration.ofDays(1)));
        assertThat(REDIS.commands().zscore(RedisKeys.USERS_BY_ACTIVITY, "user_1"))
                .isEqualTo((double) Users.MADE.plus(Duration.ofDays(1)).toEpochMilli());
    }
}
