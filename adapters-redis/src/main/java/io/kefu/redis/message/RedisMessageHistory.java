package io.kefu.redis.message;

import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads the conversations' streams, and the lists that {@link MessageIndexer} makes. */
public final class RedisMessageHistory implements MessageHistory {
    private final Redis redis;
    private final RedisKeys keys;
    private final MessageIndexer indexer;
    private final LuaScript readPage;

    /**
     * Makes the adapter.
     *
     * @param indexer is waited for, so that a list shows what was appended on this node before
     */
    public RedisMessageHistory(Redis redis, MessageIndexer indexer) {
        this.redis = redis;
        this.keys = redis.keys();
        this.indexer = indexer;
        this.readPage = LuaScript.of(redis, "read_page", ScriptOutputType.MULTI);
    }

    @Override
    public Page<Message> page(ConversationId conversation, PageRequest page) {
        return read("", conversation, page).orElseThrow();
    }

    @Override
    public Optional<Page<Message>> pageFor(UserId kefu, ConversationId conversation, PageRequest page) {
        return read(kefu.value(), conversation, page);
    }

    private Optional<Page<Message>> read(String reader, ConversationId conversation, PageRequest page) {
        CompletionStage<List<Object>> reply = readPage.run(
                List.of(keys.conversation(conversation), keys.log(conversation), keys.kefuOf(conversation)),
                Long.toString(page.offset()),
                Integer.toString(page.size()),
                reader);
        List<Object> totalAndEntries = redis.await(reply);
        if (totalAndEntries.isEmpty()) {
            return Optional.empty();
        }
        List<Message> messages = ((List<?>) totalAndEntries.get(1))
                .stream()
                        .map(entry -> MessageCodec.entry(conversation, (List<?>) entry))
                        .toList();
        return Optional.of(new Page<>(messages, (Long) totalAndEntries.get(0)));
    }

    @Override
    public Page<Message> ofKefu(UserId kefu, PageRequest page) {
        return list(RedisKeys.newestOfKefu(kefu.value()), page.offset(), page.size());
    }

    @Override
    public List<Message> latestOf(UserId kefu, int count) {
        return list(RedisKeys.newestOfKefu(kefu.value()), 0, count).items();
    }

    @Override
    public List<Message> latest(int count) {
        return list(RedisKeys.NEWEST, 0, count).items();
    }

    private Page<Message> list(String list, long from, int count) {
        redis.await(indexer.settled());
        CompletionStage<Long> total = redis.commands().zcard(list);
        List<String> places = redis.await(redis.commands().zrevrange(list, from, from + count - 1));
        List<CompletionStage<List<StreamMessage<String, String>>>> reads = new ArrayList<>();
        for (String place : places) {
            reads.add(redis.commands().xrange(keys.log(conversation(place)), Range.create(seq(place), seq(place))));
        }
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            ConversationId conversation = conversation(places.get(i));
            for (StreamMessage<String, String> entry : redis.await(reads.get(i))) {
                messages.add(MessageCodec.fields(conversation, MessageCodec.seq(entry.getId()), entry.getBody()));
            }
        }
        return new Page<>(messages, redis.await(total));
    }

    private static ConversationId conversation(String place) {
        return new ConversationId(ConversationId.PREFIX + place.substring(0, ConversationId.KEY_LENGTH));
    }

    private static String seq(String place) {
        return place.substring(ConversationId.KEY_LENGTH + 1);
    }
}
