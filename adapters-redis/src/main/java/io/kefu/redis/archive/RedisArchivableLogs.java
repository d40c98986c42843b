package io.kefu.redis.archive;

import io.kefu.application.archive.port.ArchivableLogs;
import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.Segment;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.redis.Fields.Conversation;
import io.kefu.redis.Fields.Entry;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.health.ServerState;
import io.kefu.redis.health.ServerStates;
import io.kefu.redis.message.MessageCodec;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.segment.SegmentNames;
import io.kefu.redis.segment.SegmentRegister;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The logs in Redis. Entries are read with several commands. That is safe, because a log's entries change only by a recall or a
 * move, and {@link #move} compares the number of recalls and the end of the archived part.
 */
@Singleton
public final class RedisArchivableLogs implements ArchivableLogs {
    /** How many entries are read first, to find out how large they are. */
    private static final int SAMPLE = 100;

    /** About how many characters of content are read for a segment. */
    private static final long MAX_CHARACTERS = 2_000_000;

    private final Redis redis;
    private final RedisKeys keys;
    private final SegmentRegister register;
    private final Durability durability;
    private final LuaScript moveSegment;

    /**
     * Makes the adapter.
     *
     * @param durability decides when a segment counts as registered
     */
    public RedisArchivableLogs(Redis redis, SegmentRegister register, Durability durability) {
        this.redis = redis;
        this.keys = redis.keys();
        this.register = register;
        this.durability = durability;
        this.moveSegment = LuaScript.of(redis, "move_segment", ScriptOutputType.INTEGER);
    }

    @Override
    public double memoryUsed() {
        return redis.await(ServerStates.read(redis.commands())).stream()
                .mapToDouble(ServerState::memoryRatio)
                .max()
                .orElse(0);
    }

    @Override
    public Walk walk() {
        return new ConversationWalk(redis);
    }

    @Override
    public Optional<Instant> timeFrom(ConversationId conversation, long seq) {
        Range<String> rest = Range.from(Range.Boundary.including(Long.toString(seq)), Range.Boundary.unbounded());
        return redis.await(redis.commands().xrange(keys.log(conversation), rest, Limit.create(0, 1))).stream()
                .findFirst()
                .map(entry -> message(conversation, MessageCodec.seq(entry.getId()), entry.getBody())
                        .timestamp());
    }

    @Override
    public List<ArchivedEntry> read(LogState log, long last) {
        try {
            return readUnchanged(log, last);
        } catch (MissingEntryException missing) {
            if (hasChanged(log)) {
                return List.of();
            }
            throw missing;
        }
    }

    /** Signals that an entry is neither in the log nor among the tombstones. */
    private static final class MissingEntryException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        MissingEntryException(ConversationId conversation, String seq) {
            super("The log of " + conversation + " lacks the entry " + seq);
        }
    }

    /** Whether entries left the log since its state was read: by another move, by retention, by an erasure or by a loss of data. */
    private boolean hasChanged(LogState log) {
        List<KeyValue<String, String>> now = redis.await(redis.commands()
                .hmget(
                        keys.conversation(log.conversation()),
                        Conversation.EPOCH,
                        Conversation.ARCHIVED_UNTIL,
                        Conversation.LAST_SEQ));
        return !log.epoch().startsWith(now.getFirst().getValueOrElse("") + ".")
                || Long.parseLong(now.get(1).getValueOrElse("0")) != log.archivedUntil()
                || Long.parseLong(now.get(2).getValueOrElse("0")) < log.last();
    }

    private List<ArchivedEntry> readUnchanged(LogState log, long last) {
        long first = log.archivedUntil() + 1;
        List<ArchivedEntry> entries =
                new ArrayList<>(read(log.conversation(), first, Math.min(last, first + SAMPLE - 1)));
        long characters = entries.stream()
                .mapToLong(entry -> entry.message().content().length())
                .sum();
        long fitting = MAX_CHARACTERS * SAMPLE / Math.max(1, characters);
        long end = Math.min(last, first + Math.max(SAMPLE, fitting) - 1);
        if (end >= first + SAMPLE) {
            entries.addAll(read(log.conversation(), first + SAMPLE, end));
        }
        return entries;
    }

    private List<ArchivedEntry> read(ConversationId conversation, long first, long last) {
        Map<Long, Map<String, String>> found = new TreeMap<>();
        for (StreamMessage<String, String> entry : redis.await(redis.commands()
                .xrange(keys.log(conversation), Range.create(Long.toString(first), Long.toString(last))))) {
            found.put(MessageCodec.seq(entry.getId()), entry.getBody());
        }
        if (found.size() <= last - first) {
            addTombstones(conversation, first, last, found);
        }
        return found.entrySet().stream()
                .map(entry -> new ArchivedEntry(
                        message(conversation, entry.getKey(), entry.getValue()),
                        Long.parseLong(entry.getValue().getOrDefault(Entry.BY_FIRST, ""))))
                .toList();
    }

    private void addTombstones(
            ConversationId conversation, long first, long last, Map<Long, Map<String, String>> found) {
        List<Long> missing = new ArrayList<>();
        for (long seq = first; seq <= last; seq++) {
            if (!found.containsKey(seq)) {
                missing.add(seq);
            }
        }
        redis.await(redis.commands()
                        .hmget(
                                keys.recalled(conversation),
                                missing.stream().map(String::valueOf).toArray(String[]::new)))
                .forEach(tombstone -> {
                    if (!tombstone.hasValue()) {
                        throw new MissingEntryException(conversation, tombstone.getKey());
                    }
                    found.put(Long.parseLong(tombstone.getKey()), Tombstone.fields(tombstone.getValue()));
                });
    }

    private static Message message(ConversationId conversation, long seq, Map<String, String> fields) {
        return MessageCodec.message(conversation, seq, fields);
    }

    @Override
    public Optional<Segment> reserve(LogState log, long last, Instant deleteFrom) {
        ConversationId conversation = log.conversation();
        return redis.await(register.reserve(conversation, log.archivedUntil() + 1, last, deleteFrom)
                .thenCompose(reserved ->
                        durability.secured(keys.partition(conversation)).thenApply(secured -> reserved)));
    }

    @Override
    public boolean move(LogState log, Segment segment, List<ArchivedEntry> entries) {
        ConversationId conversation = segment.conversation();
        int partition = keys.partition(conversation);
        String[] epoch = log.epoch().split("\\.", 2);
        Stream<String> state = Stream.of(
                epoch[0],
                epoch[1],
                Long.toString(log.archivedUntil()),
                Long.toString(log.recalls()),
                Long.toString(segment.last()),
                SegmentNames.member(segment),
                conversation.key());
        Stream<String> recalled = entries.stream()
                .map(ArchivedEntry::message)
                .filter(message -> message.status() == MessageStatus.RECALLED)
                .map(message -> Long.toString(message.seq()));
        return redis.await(moveSegment.<Long>run(
                        List.of(
                                keys.conversation(conversation),
                                keys.log(conversation),
                                keys.recalled(conversation),
                                keys.segments(conversation),
                                keys.unusedSegments(partition),
                                keys.history(partition)),
                        Stream.concat(state, recalled).toArray(String[]::new)))
                == 1;
    }

    @Override
    public List<Segment> claimUnused(Instant now) {
        return redis.await(register.claimUnused(now));
    }

    @Override
    public void discard(Segment segment, Instant deleteFrom) {
        redis.await(register.discard(segment, deleteFrom));
    }

    @Override
    public void deleted(Segment segment) {
        redis.await(register.deleted(segment));
    }
}
