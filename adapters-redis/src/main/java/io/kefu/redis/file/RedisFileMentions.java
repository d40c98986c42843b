package io.kefu.redis.file;

import io.kefu.application.access.Principal;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.port.FileMentions;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Stores the mentions of files: for each file the conversations that mention it, and for each conversation the seqs of the
 * messages that mention each file. The scripts that append or recall a message also change the seqs. A check for a customer
 * takes one round trip, a check for a kefu two.
 */
@Singleton
public final class RedisFileMentions implements FileMentions {
    /** The maximum number of conversations in which a mention of a file is found. */
    static final int MAX_CONVERSATIONS = 1_000;

    private final Redis redis;
    private final RedisKeys keys;
    private final LuaScript add;
    private final LuaScript check;

    public RedisFileMentions(Redis redis) {
        this.redis = redis;
        this.keys = redis.keys();
        this.add = LuaScript.of(redis, "remember_newest", ScriptOutputType.INTEGER);
        this.check = LuaScript.of(redis, "check_mention", ScriptOutputType.INTEGER);
    }

    @Override
    public void add(FileId file, ConversationId conversation, Instant now) {
        // Erasing a user finds the mentions through this hash. The hash must have the file even if the message is not
        // stored.
        redis.await(redis.commands().hsetnx(keys.mentionedFiles(conversation), file.value(), ""));
        redis.await(add.<Long>run(
                List.of(keys.mentions(file)),
                conversation.key(),
                Long.toString(now.toEpochMilli()),
                Integer.toString(MAX_CONVERSATIONS),
                ""));
    }

    @Override
    public boolean isMentionedFor(Principal reader, FileId file) {
        if (!reader.isStaff()) {
            return redis.await(isMentionedIn(ConversationIds.ofCustomer(reader.id()), reader, file));
        }
        List<CompletionStage<Boolean>> checks =
                redis.await(redis.commands().zrevrange(keys.mentions(file), 0, -1)).stream()
                        .map(key -> isMentionedIn(new ConversationId(ConversationId.PREFIX + key), reader, file))
                        .toList();
        // One conversation is enough, so a master that does not answer for another one is not waited for.
        return checks.stream().anyMatch(redis::await);
    }

    private CompletionStage<Boolean> isMentionedIn(ConversationId conversation, Principal reader, FileId file) {
        CompletionStage<Long> found = check.run(
                List.of(keys.conversation(conversation), keys.mentionedFiles(conversation), keys.kefuOf(conversation)),
                reader.id().value(),
                file.value());
        return found.thenApply(one -> one == 1);
    }

    @Override
    public void removeAll(FileId file) {
        redis.await(redis.commands().del(keys.mentions(file)));
    }
}
