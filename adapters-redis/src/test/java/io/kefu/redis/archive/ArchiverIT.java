package io.kefu.redis.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.archive.ArchiveConversations.Rules;
import io.kefu.application.archive.ArchiveConversations.Swept;
import io.kefu.application.archive.port.Segment;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.RedisExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Moves entries of logs on a real Redis to an archive. */
@AlsoOnCluster
class ArchiverIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private ArchivedConversations conversations = new ArchivedConversations(REDIS);

    @BeforeEach
    void begin() {
        conversations = new ArchivedConversations(REDIS);
    }

    @Test
    void oldEntriesMoveInSegments() {
        ConversationId conversation = conversations.fill("long", 2_300);
        ConversationId other = conversations.fill("short", 227);
        conversations.recall(conversation, 7);
        conversations.recall(conversation, 1_000);
        conversations.recall(conversation, 2_290);
        Map<Long, Message> before = conversations.entries(conversation);
        conversations.clock.advance(ArchivedConversations.AFTER);
        assertThat(conversations.archive().segments()).isZero();

        conversations.clock.advance(Duration.ofMillis(1));
        Swept swept = conversations.archive();

        assertThat(swept.entries()).isEqualTo(2_303 - 128);
        assertThat(swept.segments()).isEqualTo(3);
        assertThat(swept.failures()).isEmpty();
        assertThat(swept.isRoundEnd()).isTrue();
        assertThat(conversations.segments(conversation))
                .extracting(Segment::first)
                .containsExactly(1L, 1_001L, 2_001L);
        assertThat(conversations.edge(conversation)).isEqualTo(2_303 - 128);
        assertThat(conversations.entries(conversation)).isEqualTo(before);
        assertThat(ArchivedConversations.recalled(before)).containsExactlyInAnyOrder(7L, 1_000L, 2_290L);
        assertThat(REDIS.commands().hkeys(REDIS.keys().recalled(conversation))).containsExactly("2290");
        assertThat(conversations.edge(other)).isZero();
        conversations.assertNothingIsLeft(conversation, other);
        assertThat(conversations.archive().archived()).isEqualTo(2_303 - 128);
    }

    @Test
    void newerEntriesStayAlthoughOlderOnesMove() {
        ConversationId conversation = conversations.fill("colleague", 150);
        conversations.clock.advance(ArchivedConversations.AFTER);
        conversations.fill("colleague", 400);
        conversations.clock.advance(Duration.ofDays(1));
        assertThat(conversations.archive().entries()).isEqualTo(150);
        assertThat(conversations.edge(conversation)).isEqualTo(150);
    }

    @Test
    void nothingMovesByAgeIfThatIsOff() {
        conversations.fill("colleague", 400);
        conversations.clock.advance(Duration.ofDays(10_000));
        assertThat(conversations
                        .sweep(REDIS.redis(), conversations.archive, new Rules(Duration.ZERO, 0.8))
                        .archive(1)
                        .entries())
                .isZero();
    }
}
