package io.kefu.redis.message;

import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageId;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.user.UserId;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.message.MessageReader.Reader;
import io.kefu.redis.segment.ArchivedSegments;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads the logs of conversations, and the lists that {@link MessageIndexer} fills. */
@Singleton
public final class RedisMessageHistory implements MessageHistory {
    /** The numbers of entries that successive round trips read to find the newest message of a conversation. */
    private static final int[] NEWEST_READS = {1, 20, 100};

    /** The time for a read that also needs the archive. Each command to Redis has its own, shorter time. */
    private static final Duration TIME_WITH_ARCHIVE = Duration.ofSeconds(20);

    private final Redis redis;
    private final MessageIndexer indexer;
    private final MessageReader reader;

    /**
     * Makes the adapter.
     *
     * @param indexer reads of a list wait for it, so that a list has all messages that this node appended before
     */
    public RedisMessageHistory(Redis redis, MessageIndexer indexer, ArchivedSegments segments) {
        this.redis = redis;
        this.indexer = indexer;
        this.reader = new MessageReader(redis, segments);
    }

    @Override
    public Page<Message> read(ConversationId conversation, Window window) {
        return read(Reader.UNRESTRICTED, conversation, window).orElseThrow();
    }

    @Override
    public Optional<Page<Message>> readFor(UserId kefu, ConversationId conversation, Window window) {
        return read(Reader.served(kefu), conversation, window);
    }

    @Override
    public Optional<Page<Message>> readForOrWaiting(UserId kefu, ConversationId conversation, Window window) {
        return read(new Reader(kefu.value(), true), conversation, window);
    }

    private Optional<Page<Message>> read(Reader by, ConversationId conversation, Window window) {
        return redis.await(reader.read(conversation, window, by), TIME_WITH_ARCHIVE)
                .map(part -> new Page<>(part.batch().messages(), part.total()));
    }

    @Override
    public Map<ConversationId, Message> newestOf(Collection<ConversationId> conversations) {
        Map<ConversationId, Message> newest = new HashMap<>();
        // The conversations whose newest message is not found yet, with the seq below which the next read searches.
        Map<ConversationId, Long> open = new LinkedHashMap<>();
        conversations.forEach(conversation -> open.put(conversation, MessageId.MAX_SEQ + 1));
        for (int size : NEWEST_READS) {
            Map<ConversationId, CompletionStage<Optional<MessageReader.Part>>> reads = new LinkedHashMap<>();
            open.forEach((conversation, below) -> reads.put(
                    conversation, reader.read(conversation, new Window.Before(below, size), Reader.UNRESTRICTED)));
            reads.forEach((conversation, read) -> {
                List<Message> part = redis.await(read, TIME_WITH_ARCHIVE)
                        .orElseThrow()
                        .batch()
                        .messages();
                part.stream()
                        .filter(message -> message.type() != MessageType.SYSTEM)
                        .findFirst()
                        .ifPresent(message -> newest.put(conversation, message));
                if (part.isEmpty() || newest.containsKey(conversation)) {
                    open.remove(conversation);
                } else {
                    open.put(conversation, part.getLast().seq());
                }
            });
        }
        return newest;
    }

    @Override
    public Page<Message> ofKefu(UserId kefu, PageRequest page) {
        return list(GlobalKeys.newestOfKefu(kefu.value()), page.offset(), page.size());
    }

    @Override
    public List<Message> latestOf(UserId kefu, int count) {
        return list(GlobalKeys.newestOfKefu(kefu.value()), 0, count).items();
    }

    @Override
    public List<Message> latest(int count) {
        return list(GlobalKeys.NEWEST, 0, count).items();
    }

    private Page<Message> list(String list, long from, int count) {
        redis.await(indexer.indexedIfWritable());
        CompletionStage<Long> total = redis.commands().zcard(list);
        List<String> references = redis.await(redis.commands().zrevrange(list, from, from + count - 1));
        List<CompletionStage<Optional<MessageReader.Part>>> reads = references.stream()
                .map(reference -> reader.read(
                        conversation(reference), new Window.After(seq(reference) - 1, 1), Reader.UNRESTRICTED))
                .toList();
        List<Message> messages = new ArrayList<>();
        for (CompletionStage<Optional<MessageReader.Part>> read : reads) {
            messages.addAll(
                    redis.await(read, TIME_WITH_ARCHIVE).orElseThrow().batch().messages());
        }
        return new Page<>(messages, redis.await(total));
    }

    @Override
    public List<UserId> partnersOf(UserId kefu, int count) {
        CompletionStage<List<String>> partners =
                redis.commands().zrevrange(GlobalKeys.partnersOf(kefu.value()), 0, count - 1L);
        return redis.await(partners).stream().map(UserId::new).toList();
    }

    private static ConversationId conversation(String reference) {
        return new ConversationId(ConversationId.PREFIX + reference.substring(0, ConversationId.KEY_LENGTH));
    }

    private static long seq(String reference) {
        return Long.parseLong(reference.substring(ConversationId.KEY_LENGTH + 1));
    }
}
