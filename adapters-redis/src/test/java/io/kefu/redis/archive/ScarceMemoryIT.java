package io.kefu.redis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kefu.application.archive.ArchiveConversations.Rules;
import io.kefu.application.archive.ArchiveConversations.Swept;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.RedisExtension;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Moves entries of logs to an archive while the memory of a real Redis is scarce or full. */
@AlsoOnCluster
class ScarceMemoryIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private ArchivedConversations conversations = new ArchivedConversations(REDIS);

    @BeforeEach
    void begin() {
        conversations = new ArchivedConversations(REDIS);
    }

    @Test
    void allThatMayMoveMovesWhileMemoryIsScarce() {
        ConversationId conversation = conversations.fill("colleague", 2_400);
        Map<Long, Message> before = conversations.entries(conversation);
        withMaxMemory("100gb", () -> {
            assertThat(byMemory(0.5).segments()).isZero();
            Swept swept = byMemory(0);
            assertThat(swept.isMemoryScarce()).isTrue();
            assertThat(swept.entries()).isEqualTo(2_400 - 128);
        });
        assertThat(byMemory(0).isMemoryScarce()).isFalse();
        assertThat(conversations.entries(conversation)).isEqualTo(before);
    }

    @Test
    void entriesMoveWhileRedisRefusesOtherWrites() {
        ConversationId conversation = conversations.fill("colleague", 400);
        conversations.leaveUnusedSegment(conversation);
        conversations.clock.advance(Duration.ofHours(2));
        withMaxMemory("1", () -> {
            assertThatExceptionOfType(RedisCommandExecutionException.class)
                    .isThrownBy(() -> REDIS.commands().set("key", "value"))
                    .withMessageContaining("OOM");
            assertThat(conversations.deletion().delete().segments()).isEqualTo(1);
            assertThat(byMemory(0.8).entries()).isEqualTo(272);
        });
        conversations.assertNothingIsLeft(conversation);
    }

    private Swept byMemory(double above) {
        return conversations
                .sweep(REDIS.redis(), conversations.archive, new Rules(Duration.ZERO, above))
                .archive(1);
    }

    private static void withMaxMemory(String limit, Runnable test) {
        setMaxMemory(limit);
        try {
            test.run();
        } finally {
            setMaxMemory("0");
        }
    }

    private static void setMaxMemory(String limit) {
        if (REDIS.commands() instanceof RedisAdvancedClusterCommands<String, String> cluster) {
            cluster.upstream().commands().configSet("maxmemory", limit);
        } else {
            REDIS.commands().configSet("maxmemory", limit);
        }
    }
}
