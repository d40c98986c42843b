package io.kefu.redis.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.redis.GlobalKeys;
import io.kefu.redis.format.UnusableDataException;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@AlsoOnCluster
class RestoreMarkIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private RestoreMark mark;

    @BeforeEach
    void create() {
        mark = new RestoreMark(REDIS.redis());
    }

    @Test
    void reservesAnEmptyRedis() {
        assertThatCode(mark::requireNone).doesNotThrowAnyException();
        REDIS.commands().setex(GlobalKeys.PROBE, 1, "");
        mark.set();
        assertThatThrownBy(mark::requireNone)
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("runs or was interrupted");
        mark.remove();
        assertThatCode(mark::requireNone).doesNotThrowAnyException();
    }

    @Test
    void refusesASecondRestore() {
        mark.set();
        assertThatThrownBy(mark::set).isInstanceOf(UnusableDataException.class).hasMessageContaining("another restore");
        assertThat(REDIS.commands().exists(GlobalKeys.RESTORE)).isEqualTo(1);
    }

    @Test
    void refusesARedisThatHasAnyKey() {
        REDIS.commands().set("of another program", "");
        assertThatThrownBy(mark::set).isInstanceOf(UnusableDataException.class).hasMessageContaining("not empty");
        assertThat(REDIS.commands().exists(GlobalKeys.RESTORE)).isZero();
    }
}
