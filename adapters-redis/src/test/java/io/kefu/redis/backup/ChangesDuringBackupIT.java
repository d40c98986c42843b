package io.kefu.redis.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.archive.port.Segment;
import io.kefu.application.message.testing.Appends;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.backup.record.RecordKind;
import io.kefu.redis.backup.record.RecordSink;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes a conversation while a backup reads it, and restores that backup. */
@Tag("same-on-cluster")
class ChangesDuringBackupIT extends BackupFixture {
    @Test
    void isConsistentIfMessagesAreRecalledAndAppendedMeanwhile() {
        Message second = read(log, LONG).get(1);
        List<BackupRecord> records = backup(new Once(ChangesDuringBackupIT::isTenthOfLong, () -> {
            recall(second);
            write(Appends.pair(OTHER, KEFU, "later"));
        }));
        assertThat(restored.restore(records, archive)).isEmpty();
        List<Message> messages = read(restored.log(), LONG);
        assertThat(messages).hasSize(LENGTH + 2);
        assertThat(messages.get(1).status()).isEqualTo(MessageStatus.RECALLED);
        assertThat(messages).isEqualTo(read(log, LONG));
    }

    @Test
    void isConsistentIfTheArchiveTakesMessagesThatWereReadAlready() {
        Segment segment = new Segment(LONG, 1, 700, 0);
        List<BackupRecord> records = backup(new Once(ChangesDuringBackupIT::isTenthOfLong, () -> archive(segment)));
        assertThat(restored.restore(records, archive)).isEmpty();
        assertThat(restored.commands().xlen(restored.redis().keys().log(LONG))).isEqualTo(LENGTH - 700);
        assertThat(restored.commands().zrange(restored.redis().keys().segments(LONG), 0, -1))
                .singleElement()
                .asString()
                .startsWith("1-700-")
                .isNotEqualTo("1-700-0");
        assertThat(comparable(restored.backup(archive)).stream().filter(line -> line.startsWith("[\"archived\"")))
                .hasSize(700);
    }

    @Test
    void readsAConversationAgainIfASegmentWasReplacedMeanwhile() {
        Segment former = new Segment(LONG, 1, 700, 0);
        Segment next = new Segment(LONG, 1, 700, 1);
        archive(former);
        // The last record before the segments.
        List<BackupRecord> records = backup(new Once(record -> record.kind() == RecordKind.FILES_NAMED, () -> {
            archive.write(next, archive.read(former).orElseThrow());
            archive.delete(former);
            REDIS.commands().zrem(REDIS.keys().segments(LONG), "1-700-0");
            REDIS.commands().zadd(REDIS.keys().segments(LONG), 700, "1-700-1");
        }));
        assertThat(restored.restore(records, archive)).isEmpty();
        assertThat(restored.commands().zrange(restored.redis().keys().segments(LONG), 0, -1))
                .singleElement()
                .asString()
                .startsWith("1-700-");
    }

    @Test
    void leavesOutAConversationThatIsErasedMeanwhile() {
        String key = REDIS.keys().conversation(LONG);
        String logKey = REDIS.keys().log(LONG);
        List<BackupRecord> records = backup(new Once(
                ChangesDuringBackupIT::isTenthOfLong, () -> REDIS.commands().del(key, logKey)));
        restored.restore(records, archive);
        assertThat(restored.commands().exists(restored.redis().keys().log(LONG)))
                .isZero();
        assertThat(restored.log().state(LONG).toCompletableFuture().join()).isEmpty();
        assertThat(read(restored.log(), active.conversation())).isNotEmpty();
    }

    /** Runs an action after the first record that fits. */
    private static final class Once implements RecordSink {
        private final Predicate<BackupRecord> trigger;
        private final Runnable action;
        private boolean isDone;

        Once(Predicate<BackupRecord> trigger, Runnable action) {
            this.trigger = trigger;
            this.action = action;
        }

        @Override
        public void write(BackupRecord record) {
            if (!isDone && trigger.test(record)) {
                isDone = true;
                action.run();
            }
        }
    }

    private static boolean isTenthOfLong(BackupRecord record) {
        return record.kind() == RecordKind.LOG
                && record.id().equals(LONG.key())
                && record.values().getFirst().equals("10");
    }
}
