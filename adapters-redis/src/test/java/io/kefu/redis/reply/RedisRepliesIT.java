package io.kefu.redis.reply;

import io.kefu.application.reply.testing.RepliesContract;
import io.kefu.redis.message.RedisMessages;
import io.kefu.redis.testing.RedisExtension;
import io.kefu.redis.user.RedisUserStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisRepliesIT extends RepliesContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected Stores create() {
        RedisReplies replies = new RedisReplies(REDIS.redis());
        return new Stores(
                replies,
                new RedisReplies(REDIS.redis()),
                replies,
                new RedisUserStore(REDIS.redis()),
                RedisMessages.of(REDIS).events());
    }
}
