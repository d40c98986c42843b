package io.kefu.redis.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.application.user.testing.Users;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.RedisExtension;
import io.kefu.redis.user.RedisUserStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@AlsoOnCluster
class DataFormatIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Test
    void writesTheCurrentVersionIntoANewRedis() {
        bringUpToDate();
        assertThat(version()).isEqualTo(Integer.toString(DataFormat.CURRENT));
    }

    @Test
    void refusesDataOfANewerVersionAndLeavesThem() {
        REDIS.commands().set(GlobalKeys.FORMAT, Integer.toString(DataFormat.CURRENT + 1));
        assertThatThrownBy(DataFormatIT::bringUpToDate)
                .isInstanceOf(UnusableDataException.class)
                .hasMessage("The data in Redis have the format " + (DataFormat.CURRENT + 1)
                        + ", but this version of kefu knows formats up to " + DataFormat.CURRENT
                        + ": start the version of kefu that wrote them, or a newer one");
        assertThat(version()).isEqualTo(Integer.toString(DataFormat.CURRENT + 1));
        assertThat(REDIS.commands().exists(GlobalKeys.MIGRATION)).isZero();
    }

    @Test
    void addsTheIdsOfStaffToDataOfVersion1() {
        RedisUserStore users = fillAsVersion1();
        assertThat(users.isReserved(Users.kefu("kefu1").id())).isFalse();
        bringUpToDate();
        assertThat(REDIS.commands().smembers(GlobalKeys.STAFF_IDS)).containsExactlyInAnyOrder("kefu1", "admin");
        assertThat(version()).isEqualTo(Integer.toString(DataFormat.CURRENT));
        assertThat(REDIS.commands().exists(GlobalKeys.MIGRATION)).isZero();
    }

    @Test
    void migratesOnceIfSeveralNodesStart() {
        fillAsVersion1();
        List<String> commands = REDIS.commandsDuring(() -> CompletableFuture.allOf(IntStream.range(0, 4)
                        .mapToObj(node -> CompletableFuture.runAsync(DataFormatIT::bringUpToDate))
                        .toArray(CompletableFuture[]::new))
                .join());
        assertThat(commands.stream().filter(command -> command.startsWith("SADD")))
                .hasSize(1);
        assertThat(version()).isEqualTo(Integer.toString(DataFormat.CURRENT));
    }

    /** Early data have no version, and no set of the ids of staff. */
    private static RedisUserStore fillAsVersion1() {
        RedisUserStore users = new RedisUserStore(REDIS.redis());
        users.create(Users.kefu("Kefu1"), Optional.of("hash"));
        users.create(Users.admin("admin"), Optional.of("hash"));
        users.create(Users.customer("customer"));
        REDIS.commands().del(GlobalKeys.STAFF_IDS);
        REDIS.commands().set(GlobalKeys.DATA, "data");
        return users;
    }

    private static void bringUpToDate() {
        new DataFormat(REDIS.redis()).bringUpToDate();
    }

    private static String version() {
        return REDIS.commands().get(GlobalKeys.FORMAT);
    }
}
