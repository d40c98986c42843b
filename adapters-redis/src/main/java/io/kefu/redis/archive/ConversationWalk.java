package io.kefu.redis.archive;

import io.kefu.application.archive.port.ArchivableLogs.LogState;
import io.kefu.application.archive.port.ArchivableLogs.Walk;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.redis.Fields.Conversation;
import io.kefu.redis.Fields.History;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A walk through the keys of all conversations, of one master of a Cluster after the other. Not thread-safe. */
final class ConversationWalk implements Walk {
    private static final String[] FIELDS = {
        Conversation.EPOCH,
        Conversation.ARCHIVED_UNTIL,
        Conversation.LAST_SEQ,
        Conversation.RECALLS,
        Conversation.SESSION,
        Conversation.BEFORE_SESSION
    };

    private final Redis redis;
    private final RedisKeys keys;
    private final long size;
    private ScanCursor cursor = ScanCursor.INITIAL;

    ConversationWalk(Redis redis) {
        this.redis = redis;
        this.keys = redis.keys();
        this.size = redis.await(redis.commands().dbsize());
    }

    @Override
    public List<LogState> next(int number) {
        KeyScanCursor<String> page = redis.await(redis.commands()
                .scan(
                        cursor,
                        ScanArgs.Builder.matches(RedisKeys.ALL_CONVERSATIONS).limit(number)));
        cursor = page;
        List<ConversationId> conversations = page.getKeys().stream()
                .map(key -> new ConversationId(ConversationId.PREFIX + key.substring(key.lastIndexOf(':') + 1)))
                .toList();
        Map<Integer, String> losses = lastLosses(conversations);
        List<List<KeyValue<String, String>>> states =
                redis.awaitAll(conversations.stream().map(id -> redis.commands().hmget(keys.conversation(id), FIELDS)));
        return Stream.iterate(0, i -> i < states.size(), i -> i + 1)
                .filter(i -> states.get(i).getFirst().hasValue())
                .map(i -> state(conversations.get(i), states.get(i), losses))
                .toList();
    }

    /** The mark of the last loss by partition. It is read before the states, so that a later loss is noticed. */
    private Map<Integer, String> lastLosses(List<ConversationId> conversations) {
        List<Integer> partitions =
                conversations.stream().map(keys::partition).distinct().toList();
        List<List<KeyValue<String, String>>> marks = redis.awaitAll(partitions.stream()
                .map(partition -> redis.commands().hmget(keys.history(partition), History.LAST_LOSS)));
        Map<Integer, String> losses = new HashMap<>();
        for (int i = 0; i < partitions.size(); i++) {
            losses.put(partitions.get(i), marks.get(i).getFirst().getValueOrElse("0"));
        }
        return losses;
    }

    private LogState state(ConversationId id, List<KeyValue<String, String>> values, Map<Integer, String> losses) {
        boolean isOpen = !values.get(4).getValueOrElse("").isEmpty();
        return new LogState(
                id,
                values.getFirst().getValue() + "." + losses.get(keys.partition(id)),
                number(values.get(1)),
                number(values.get(2)),
                number(values.get(3)),
                isOpen ? OptionalLong.of(number(values.get(5))) : OptionalLong.empty());
    }

    private static long number(KeyValue<String, String> value) {
        return Long.parseLong(value.getValueOrElse("0"));
    }

    @Override
    public boolean isFinished() {
        return cursor.isFinished();
    }

    @Override
    public long size() {
        return size;
    }
}
