package io.kefu.redis.backup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.application.archive.testing.InMemoryConversationArchive;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.testing.RedisExtension;
import java.time.InstantSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests that a backup fails if Redis loses or replaces its data meanwhile, so that it does not replace an earlier backup. */
@Tag("same-on-cluster")
class DataLossDuringBackupIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @BeforeEach
    void markData() {
        REDIS.commands().set(GlobalKeys.DATA, "first");
        REDIS.commands().hset(REDIS.keys().history(1), "data", "first");
        REDIS.commands().hset(REDIS.keys().history(1), "n", "1");
    }

    @Test
    void failsIfTheDataAreGone() {
        assertFails(() -> REDIS.commands().flushall());
    }

    @Test
    void failsIfTheDataWereReplaced() {
        assertFails(() -> REDIS.commands().set(GlobalKeys.DATA, "second"));
    }

    @Test
    void failsIfTheDataOfOneMasterWereReplaced() {
        assertFails(() -> REDIS.commands().hset(REDIS.keys().history(1), "data", "second"));
    }

    @Test
    void failsIfRedisMayHaveLostItsNewestData() {
        assertFails(() -> REDIS.commands().hset(REDIS.keys().history(1), "n", "2"));
    }

    @Test
    void doesNotFailBecauseOfAProbe() {
        assertThatCode(backup(() -> REDIS.commands().hincrby(REDIS.keys().history(1), "beat", 1)))
                .doesNotThrowAnyException();
    }

    private static void assertFails(Runnable meanwhile) {
        assertThatThrownBy(backup(meanwhile))
                .isInstanceOf(IncompleteDataException.class)
                .hasMessage("Redis lost or replaced its data, or restarted, while the backup ran: repeat it");
    }

    /** A backup during which an action runs after each record. */
    private static ThrowingCallable backup(Runnable meanwhile) {
        Backup backup =
                new Backup(REDIS.redis(), REDIS.indexer(), new InMemoryConversationArchive(), InstantSource.system());
        return () -> backup.write(record -> meanwhile.run());
    }
}
