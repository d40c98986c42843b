package io.kefu.redis.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.archive.DeleteUnusedSegments.Deleted;
import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.RedisExtension;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests that objects of the archive that the store refuses to delete do not keep others from being deleted. */
@AlsoOnCluster
class UnusedSegmentsIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    /** More than one deletion claims in a partition. */
    private static final int REFUSED = 150;

    private final ArchivedConversations conversations = new ArchivedConversations(REDIS);

    @Test
    void objectsThatCannotBeDeletedAreTriedAgainAfterTheOthers() {
        ConversationId conversation = conversations.fill("colleague", 1);
        for (int i = 0; i < REFUSED; i++) {
            conversations.leaveUnusedSegment(conversation);
        }
        RefusingArchive refusing = new RefusingArchive(conversations.archive, conversations.archive.segments());
        conversations.clock.advance(Duration.ofMillis(1));
        conversations.leaveUnusedSegment(conversation);
        conversations.clock.advance(Duration.ofHours(1));

        assertThat(delete(refusing).failures()).hasSize(100);
        assertThat(delete(refusing).segments()).isEqualTo(1);
        assertThat(refusing.tried).hasSize(REFUSED);

        // The objects that were tried first come first.
        refusing.tried.clear();
        delete(refusing);
        delete(refusing);
        assertThat(refusing.tried).hasSize(REFUSED);

        assertThat(delete(conversations.archive).segments()).isEqualTo(100);
        assertThat(delete(conversations.archive).segments()).isEqualTo(REFUSED - 100);
        conversations.assertNothingIsLeft(conversation);
    }

    private Deleted delete(ConversationArchive archive) {
        conversations.clock.advance(Duration.ofMinutes(1));
        return conversations.deletion(REDIS.redis(), archive).delete();
    }

    /** Refuses to delete some segments. */
    private static final class RefusingArchive implements ConversationArchive {
        private final ConversationArchive archive;
        private final Set<Segment> refused;
        private final Set<Segment> tried = new HashSet<>();

        RefusingArchive(ConversationArchive archive, Set<Segment> refused) {
            this.archive = archive;
            this.refused = Set.copyOf(refused);
        }

        @Override
        public long write(Segment segment, List<ArchivedEntry> entries) {
            return archive.write(segment, entries);
        }

        @Override
        public Optional<List<ArchivedEntry>> read(Segment segment) {
            return archive.read(segment);
        }

        @Override
        public void delete(Segment segment) {
            if (refused.contains(segment)) {
                tried.add(segment);
                throw DomainException.unavailable(Duration.ofSeconds(1));
            }
            archive.delete(segment);
        }
    }
}
