package io.kefu.redis.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.archive.ArchiveConversations.Rules;
import io.kefu.application.archive.ArchiveConversations.Swept;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.redis.Redis;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.ClusterTests;
import io.kefu.redis.testing.RedisExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Kills a sweep after every single call to Redis and to the archive, in turns, and runs the next sweep. */
@AlsoOnCluster
class KilledArchiverIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    /** Two segments move: one of the largest size, and a smaller one. */
    private static final int ENTRIES = 1_328;

    private static final int LONGEST_SWEEP = 200;

    @Test
    void sweepThatDiesAfterAnyCallLosesDoublesAndLeavesNothing() {
        System.out.printf(
                "%-4s %-22s %-9s %-8s %-7s %-14s%n",
                "call", "dies after", "in log", "archived", "objects", "unused records");
        boolean hasDied = true;
        for (int lifetime = 1; hasDied; lifetime++) {
            assertThat(lifetime).isLessThan(LONGEST_SWEEP);
            hasDied = dieAfter(lifetime);
        }
    }

    /** The object to delete is one that a sweep wrote before it died. */
    @Test
    void deletionThatDiesAfterAnyCallLeavesNothing() {
        ArchivedConversations conversations = new ArchivedConversations(REDIS);
        ConversationId conversation = conversations.fill("colleague", 228);
        conversations.clock.advance(ArchivedConversations.AFTER.plusMillis(1));
        boolean hasDied = true;
        for (int lifetime = 1; hasDied; lifetime++) {
            assertThat(lifetime).isLessThan(LONGEST_SWEEP);
            conversations.leaveUnusedSegment(conversation);
            conversations.clock.advance(Duration.ofHours(1).plusMillis(1));
            DyingNode node = new DyingNode(lifetime);
            Redis redis = node.redis(REDIS.redis(), ClusterTests.areWanted());
            node.live(() -> conversations
                    .deletion(redis, node.archive(conversations.archive))
                    .delete());
            hasDied = node.isDead();
            conversations.deletion().delete();
            conversations.assertNothingIsLeft(conversation);
        }
        assertThat(conversations.archive().entries()).isEqualTo(100);
    }

    /** Returns false if the sweep ended before. */
    private static boolean dieAfter(int lifetime) {
        REDIS.commands().flushall();
        ArchivedConversations conversations = new ArchivedConversations(REDIS);
        ConversationId conversation = conversations.fill("colleague", ENTRIES - 2);
        conversations.recall(conversation, 3);
        conversations.recall(conversation, 1_150);
        conversations.clock.advance(ArchivedConversations.AFTER.plusMillis(1));
        Map<Long, Message> before = conversations.entries(conversation);
        List<Message> read = conversations.read(conversation);

        DyingNode node = new DyingNode(lifetime);
        Redis redis = node.redis(REDIS.redis(), ClusterTests.areWanted());
        Rules rules = new Rules(ArchivedConversations.AFTER, 1);
        node.live(() -> conversations
                .sweep(redis, node.archive(conversations.archive), rules)
                .archive(1));

        boolean hasDied = node.isDead();
        if (hasDied) {
            System.out.printf(
                    "%-4d %-22s %-9d %-8d %-7d %-14d%n",
                    lifetime,
                    node.calls().getLast(),
                    REDIS.commands().xlen(REDIS.keys().log(conversation))
                            + REDIS.commands().hlen(REDIS.keys().recalled(conversation)),
                    conversations.edge(conversation),
                    conversations.archive.segments().size(),
                    conversations.unused().size());
        }
        assertThat(conversations.entries(conversation)).isEqualTo(before);
        assertThat(conversations.read(conversation)).isEqualTo(read);

        Swept next = conversations.archive();
        assertThat(next.failures()).isEmpty();
        conversations.clock.advance(Duration.ofHours(1).plusMillis(1));
        conversations.deletion().delete();

        assertThat(conversations.entries(conversation)).isEqualTo(before);
        assertThat(conversations.read(conversation)).isEqualTo(read);
        assertThat(conversations.edge(conversation)).isEqualTo(ENTRIES - 128);
        conversations.assertNothingIsLeft(conversation);
        return hasDied;
    }
}
