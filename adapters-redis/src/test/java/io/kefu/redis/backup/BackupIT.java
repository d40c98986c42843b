package io.kefu.redis.backup;

import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.application.archive.port.Segment;
import io.kefu.application.archive.testing.InMemoryConversationArchive;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Appended;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.testing.Appends;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.file.RedisFileRecords;
import io.kefu.redis.session.RedisDesk;
import io.kefu.redis.user.RedisUserStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Backs up a single Redis with 64 partitions, and restores it into a Cluster of three masters with 7 partitions. */
@Tag("same-on-cluster")
class BackupIT extends BackupFixture {
    @Test
    void restoresEverythingIntoAnotherKindOfRedis() {
        List<BackupRecord> records = backup(record -> {});
        assertThat(restored.restore(records, archive)).isEmpty();
        assertThat(comparable(restored.backup(archive))).isEqualTo(comparable(records));
        assertThat(read(restored.log(), active.conversation())).isEqualTo(read(log, active.conversation()));
        assertThat(read(restored.log(), LONG)).hasSize(LENGTH).isEqualTo(read(log, LONG));
        assertThat(new RedisUserStore(restored.redis()).credentials(KEFU))
                .isEqualTo(new RedisUserStore(REDIS.redis()).credentials(KEFU));
        RedisFileRecords files = new RedisFileRecords(restored.redis());
        assertThat(files.find(FILE)).isEqualTo(new RedisFileRecords(REDIS.redis()).find(FILE));
        assertThat(files.uploadedBy(SERVED)).hasSize(1);
        assertThat(files.usedBy(SERVED).files()).isEqualTo(1);
        assertThat(restored.commands().pttl(GlobalKeys.knownAddresses(KEFU))).isPositive();
        RedisDesk desk = new RedisDesk(restored.redis());
        assertThat(desk.servedBy(KEFU)).containsExactly(active);
        assertThat(restored.commands().zcard(DeskKeys.ABSENT)).isEqualTo(1);
    }

    @Test
    void givesConversationsNewEpochsAndKnowsRepeatedMessages() {
        ConversationState former = state(log, active.conversation());
        restored.restore(backup(record -> {}), archive);
        ConversationState present = state(restored.log(), active.conversation());
        assertThat(present.epoch()).isNotEqualTo(former.epoch());
        assertThat(present.last()).isEqualTo(former.last());
        Append repeated = Appends.at(Appends.under(Appends.customer(SERVED, "又来了"), "client-1"), Instant.now());
        assertThat(((Appended.Stored) await(restored.log().append(repeated)))
                        .message()
                        .seq())
                .isEqualTo(3);
    }

    @Test
    void restoresArchivedSegmentsIntoAnEmptyArchive() {
        Segment segment = new Segment(LONG, 1, 1_000, 3);
        archive(segment);
        InMemoryConversationArchive target = new InMemoryConversationArchive();
        List<BackupRecord> records = backup(record -> {});
        assertThat(restored.restore(records, target)).isEmpty();
        Segment written = target.segments().iterator().next();
        assertThat(target.read(written)).isEqualTo(archive.read(segment));
        assertThat(comparable(restored.backup(target))).isEqualTo(comparable(records));
    }

    @Test
    void namesTheConversationWhoseSegmentIsMissing() {
        Segment segment = new Segment(LONG, 1, 700, 0);
        archive(segment);
        archive.delete(segment);
        assertThatThrownBy(() -> backup(record -> {}))
                .isInstanceOf(IncompleteDataException.class)
                .hasMessage("conversation " + LONG + ": the archive lacks the segment 1-700-0");
    }
}
