package io.kefu.redis.backup;

import io.kefu.application.user.port.UserStore;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Fields.Conversation;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.document.JsonDocument;
import io.kefu.redis.user.RedisUserStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Finds users who were erased while the backup ran: the restored data have something of them, but no account. Removes them from
 * the indexes of users, and registers them for the sweep that finishes an erasure after the crash of a node. That sweep erases
 * everything else. Blocks. Takes one or two round trips for each conversation, file and user.
 */
final class ErasedUsers {
    private static final String SHARED_REPLIES = "*";

    private final Redis redis;
    private final UserStore users;
    private final Instant now;

    ErasedUsers(Redis redis, Instant now) {
        this.redis = redis;
        this.users = new RedisUserStore(redis);
        this.now = now;
    }

    void register() {
        KeyReader.scan(redis, RedisKeys.ALL_CONVERSATIONS, key -> checkField(key, Conversation.CUSTOMER));
        KeyReader.scan(redis, RedisKeys.ALL_FILES, key -> checkField(key, "u"));
        checkKeys(GlobalKeys.KNOWN_ADDRESSES_PREFIX);
        checkKeys(GlobalKeys.REPLIES_PREFIX);
        KeyReader.scanMembers(redis, GlobalKeys.USERS_BY_ACTIVITY, this::check);
        KeyReader.scanMembers(redis, GlobalKeys.STAFF_BY_ACTIVITY, this::check);
        KeyReader.scanMembers(redis, GlobalKeys.ANONYMOUS_BY_ACTIVITY, this::check);
        redis.await(redis.commands().hvals(GlobalKeys.BLOCKS))
                .forEach(block -> check(JsonDocument.parse(block).text("user")));
    }

    private void checkField(String key, String field) {
        check(redis.await(redis.commands().hget(key, field)));
    }

    private void checkKeys(String prefix) {
        KeyReader.scan(redis, prefix + "*", key -> check(key.substring(prefix.length())));
    }

    /**
     * Checks a user.
     *
     * @param user null for the conversation of a pair, and for the block of a network
     */
    private void check(@Nullable String user) {
        if (user == null || user.equals(SHARED_REPLIES)) {
            return;
        }
        UserId id = new UserId(user);
        if (redis.await(redis.commands().exists(GlobalKeys.user(id))) == 0) {
            users.delete(id);
            redis.await(redis.commands().zadd(DeskKeys.BLOCKED, (double) now.toEpochMilli(), user));
        }
    }
}
