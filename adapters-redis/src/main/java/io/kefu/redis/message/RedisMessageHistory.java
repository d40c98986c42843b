package io.kefu.redis.message;

import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads the conversations' streams, and the lists that {@link MessageIndexer} makes. */
public final class RedisMessageHistory implements MessageHistory {
    private final Redis redis;
    private final MessageIndexer indexer;
    private final MessageReader reader;

    /**
     * Makes the adapter.
     *
     * @param indexer is waited for, so that a list shows what was appended on this node before
     */
    public RedisMessageHistory(Redis redis, MessageIndexer indexer) {
        this.redis = redis;
        this.indexer = indexer;
        this.reader = new MessageReader(redis);
    }

    @Override
    public Page<Message> read(ConversationId conversation, Window window) {
        return read("", conversation, window).orElseThrow();
    }

    @Override
    public Optional<Page<Message>> readFor(UserId kefu, ConversationId conversation, Window window) {
        return read(kefu.value(), conversation, window);
    }

    private Optional<Page<Message>> read(String kefu, ConversationId conversation, Window window) {
        return redis.await(reader.read(conversation, window, kefu))
                .map(part -> new Page<>(part.batch().messages(), part.last()));
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
        List<CompletionStage<Optional<MessageReader.Part>>> reads = places.stream()
                .map(place -> reader.read(conversation(place), new Window.After(seq(place) - 1, 1), ""))
                .toList();
        List<Message> messages = new ArrayList<>();
        for (CompletionStage<Optional<MessageReader.Part>> read : reads) {
            messages.addAll(redis.await(read).orElseThrow().batch().messages());
        }
        return new Page<>(messages, redis.await(total));
    }

    @Override
    public List<UserId> partnersOf(UserId kefu, int count) {
        CompletionStage<List<String>> partners =
                redis.commands().zrevrange(RedisKeys.partnersOf(kefu.value()), 0, count - 1L);
        return redis.await(partners).stream().map(UserId::new).toList();
    }

    private static ConversationId conversation(String place) {
        return new ConversationId(ConversationId.PREFIX + place.substring(0, ConversationId.KEY_LENGTH));
    }

    private static long seq(String place) {
        return Long.parseLong(place.substring(ConversationId.KEY_LENGTH + 1));
    }
}
