package io.kefu.redis.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.testing.FileMentionsContract;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.file.FileId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.message.MessageIndexer;
import io.kefu.redis.message.RedisMessageEvents;
import io.kefu.redis.message.RedisMessageHistory;
import io.kefu.redis.message.RedisMessageLog;
import io.kefu.redis.session.RedisSessionStore;
import io.kefu.redis.testing.RedisExtension;
import io.kefu.redis.testing.TestRedis;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisFileMentionsIT extends FileMentionsContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected Fixture create() {
        REDIS.commands().flushall();
        MessageIndexer indexer = REDIS.indexer();
        MessagePorts messages = new MessagePorts(
                new RedisMessageLog(REDIS.redis(), indexer, Durability.local(), TestRedis.segments()),
                new RedisMessageHistory(REDIS.redis(), indexer, TestRedis.segments()),
                new RedisMessageEvents(REDIS.redis(), REDIS.channels()),
                new RedisSessionStore(REDIS.redis(), indexer, new InMemoryHours(), TestClock.atNoon()));
        return new Fixture(messages, new RedisFileMentions(REDIS.redis()));
    }

    @Test
    void keepsALimitedNumberOfConversationsPerFile() {
        RedisFileMentions mentions = new RedisFileMentions(REDIS.redis());
        FileId file = new FileId("file_123456");
        for (int i = 0; i < RedisFileMentions.MAX_CONVERSATIONS + 5; i++) {
            mentions.add(file, ConversationIds.ofCustomer(new UserId("user" + i)), Instant.ofEpochMilli(i));
        }
        String key = REDIS.keys().mentions(file);
        assertThat(REDIS.commands().zcard(key)).isEqualTo(RedisFileMentions.MAX_CONVERSATIONS);
        assertThat(REDIS.commands()
                        .zscore(
                                key,
                                ConversationIds.ofCustomer(new UserId("user4")).key()))
                .isNull();
    }
}
