package io.kefu.redis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.audit.testing.InMemoryAuditLog;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.retention.RemoveOldMessages;
import io.kefu.application.retention.RemoveOldMessages.Mode;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.redis.backup.Backup;
import io.kefu.redis.backup.IncompleteDataException;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.message.RedisMessageLog;
import io.kefu.redis.rebuild.Rebuild;
import io.kefu.redis.segment.SegmentNames;
import io.kefu.redis.testing.RedisExtension;
import io.kefu.redis.testing.TestRedis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests that a segment that the store of the files cannot read concerns only its own conversation. */
@Tag("same-on-cluster")
class UnreadableSegmentIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private final DomainException refusal = DomainException.unavailable(Duration.ofSeconds(5));

    private ArchivedConversations conversations;
    private List<ConversationId> all;
    private ConversationId unreadable;

    @BeforeEach
    void archiveSomeConversations() {
        conversations = new ArchivedConversations(REDIS);
        all = IntStream.range(0, 5)
                .mapToObj(i -> conversations.fill("other" + i, 300))
                .toList();
        conversations.clock.advance(Duration.ofDays(91));
        assertThat(conversations.archive().segments()).isEqualTo(5);
        unreadable = all.getFirst();
    }

    @Test
    void retentionRemovesTheMessagesOfAllOtherConversations() {
        RemoveOldMessages retention = conversations.retention(
                new PartlyUnreadable(), new InMemoryAuditLog(conversations.clock), Duration.ofDays(90));
        assertThatThrownBy(() -> retention.remove(Mode.REMOVE)).isSameAs(refusal);
        assertThat(all).filteredOn(id -> !conversations.read(id).isEmpty()).containsExactly(unreadable);
        assertThat(conversations.read(unreadable)).hasSize(300);
    }

    @Test
    void rebuildReportsIt() {
        Rebuild rebuild = new Rebuild(
                REDIS.redis(),
                new RedisMessageLog(
                        REDIS.redis(), REDIS.indexer(), Durability.local(), TestRedis.segments(new PartlyUnreadable())),
                REDIS.indexer(),
                new PartlyUnreadable());
        MessagePorts.await(REDIS.indexer().allIndexed());
        assertThat(rebuild.run().differences())
                .containsExactly("%s: %s cannot be read".formatted(REDIS.keys().segments(unreadable), member()));
    }

    @Test
    void backupNamesTheConversation() {
        Backup backup = new Backup(REDIS.redis(), REDIS.indexer(), new PartlyUnreadable(), InstantSource.system());
        assertThatThrownBy(() -> backup.write(record -> {}))
                .isInstanceOf(IncompleteDataException.class)
                .hasMessage("conversation %s: the segment %s cannot be read", unreadable, member());
    }

    private String member() {
        return SegmentNames.member(conversations.segments(unreadable).getFirst());
    }

    /** The archive, in which the segments of one conversation cannot be read. */
    private final class PartlyUnreadable implements ConversationArchive {
        @Override
        public long write(Segment segment, List<ArchivedEntry> entries) {
            return conversations.archive.write(segment, entries);
        }

        @Override
        public Optional<List<ArchivedEntry>> read(Segment segment) {
            if (segment.conversation().equals(unreadable)) {
                throw refusal;
            }
            return conversations.archive.read(segment);
        }

        @Override
        public void delete(Segment segment) {
            conversations.archive.delete(segment);
        }
    }
}
