package io.kefu.redis.message;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.segment.SegmentNames;
import io.kefu.redis.testing.RedisExtension;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Moves entries to the archive without the sweep and its limits. Nothing may change the conversation meanwhile. */
public record ByHand(RedisExtension redis, ConversationArchive archive) {

    /** Moves the entries up to a seq that are not in the archive yet, in one segment. */
    public Segment move(ConversationId conversation, long until) {
        RedisClusterCommands<String, String> commands = redis.commands();
        RedisKeys keys = redis.keys();
        Segment segment = new Segment(conversation, base(conversation) + 1, until, 0);
        List<ArchivedEntry> entries = new ArrayList<>();
        List<String> tombstones = new ArrayList<>();
        for (long seq = segment.first(); seq <= until; seq++) {
            Map<String, String> fields = inLog(conversation, seq);
            if (fields.isEmpty()) {
                tombstones.add(Long.toString(seq));
                fields = tombstone(conversation, seq);
            }
            entries.add(new ArchivedEntry(
                    MessageCodec.message(conversation, seq, fields), Long.parseLong(fields.get("x"))));
        }
        archive.write(segment, entries);
        commands.hset(keys.conversation(conversation), "base", Long.toString(until));
        commands.zadd(keys.segments(conversation), (double) until, SegmentNames.member(segment));
        commands.xtrim(
                keys.log(conversation),
                XTrimArgs.Builder.minId(until + 1 + "-0").exactTrimming());
        if (!tombstones.isEmpty()) {
            commands.hdel(keys.recalled(conversation), tombstones.toArray(String[]::new));
        }
        return segment;
    }

    long base(ConversationId conversation) {
        return number(conversation, "base");
    }

    long number(ConversationId conversation, String field) {
        String value = redis.commands().hget(redis.keys().conversation(conversation), field);
        return value == null ? 0 : Long.parseLong(value);
    }

    private Map<String, String> inLog(ConversationId conversation, long seq) {
        return redis
                .commands()
                .xrange(redis.keys().log(conversation), Range.create(Long.toString(seq), Long.toString(seq)))
                .stream()
                .findFirst()
                .map(StreamMessage::getBody)
                .orElse(Map.of());
    }

    private Map<String, String> tombstone(ConversationId conversation, long seq) {
        List<String> values = redis.commands()
                .eval(
                        "return cjson.decode(redis.call('HGET', KEYS[1], ARGV[1]))",
                        ScriptOutputType.MULTI,
                        new String[] {redis.keys().recalled(conversation)},
                        Long.toString(seq));
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < values.size(); i += 2) {
            fields.put(values.get(i), values.get(i + 1));
        }
        return fields;
    }
}
