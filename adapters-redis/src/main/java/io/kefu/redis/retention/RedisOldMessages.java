package io.kefu.redis.retention;

import io.kefu.application.archive.port.ArchivableLogs.LogState;
import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.DamagedSegmentException;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.retention.port.OldMessages;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.file.FileId;
import io.kefu.domain.user.Role;
import io.kefu.redis.Fields.Conversation;
import io.kefu.redis.Fields.Entry;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.message.MessageCodec;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.segment.SegmentNames;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds old messages by the times of segments and of log entries, which never decrease within a conversation. */
@Singleton
public final class RedisOldMessages implements OldMessages {
    private static final Logger LOG = LoggerFactory.getLogger(RedisOldMessages.class);
    private static final int ENTRIES_AT_ONCE = 500;

    private final Redis redis;
    private final RedisKeys keys;
    private final ConversationArchive archive;
    private final LuaScript removeMessages;

    public RedisOldMessages(Redis redis, ConversationArchive archive) {
        this.redis = redis;
        this.keys = redis.keys();
        this.archive = archive;
        this.removeMessages = LuaScript.of(redis, "remove_messages", ScriptOutputType.INTEGER);
    }

    /** The end of a part of a log. */
    private record End(long seq, long byFirst) {}

    @Override
    public Optional<Removable> find(LogState log, Instant before) {
        ConversationId conversation = log.conversation();
        String stored = redis.await(redis.commands().hmget(keys.conversation(conversation), Conversation.REMOVED_UNTIL))
                .getFirst()
                .getValueOrElse("0");
        long removed = Long.parseLong(stored);
        End end = new End(removed, 0);
        try {
            end = archivedEnd(conversation, end, before);
        } catch (DamagedSegmentException | IllegalStateException unreadable) {
            LOG.error("Old messages of {} are not removed: {}", conversation, unreadable.getMessage());
            return Optional.empty();
        } catch (DomainException unavailable) {
            LOG.warn("Old messages of {} are not removed now, because a segment cannot be read", conversation);
            throw unavailable;
        }
        if (end.seq() >= log.archivedUntil()) {
            end = logEnd(log, end, before);
        }
        return end.seq() == removed
                ? Optional.empty()
                : Optional.of(
                        new Removable(log, removed, end.seq(), end.byFirst(), filesOnlyUntil(conversation, end.seq())));
    }

    /** The end of the last segment of which all entries are old. */
    private End archivedEnd(ConversationId conversation, End begin, Instant before) {
        End end = begin;
        for (String member : redis.await(redis.commands().zrange(keys.segments(conversation), 0, -1))) {
            Segment segment = SegmentNames.parse(conversation, member);
            ArchivedEntry last = archive.read(segment)
                    .orElseThrow(() -> new IllegalStateException("the archive lacks " + segment))
                    .getLast();
            if (!last.message().timestamp().isBefore(before)) {
                return end;
            }
            end = new End(segment.last(), last.byFirst());
        }
        return end;
    }

    /** The end of the old entries in the log before the open session. */
    private End logEnd(LogState log, End begin, Instant before) {
        String key = keys.log(log.conversation());
        long last = log.beforeSession().orElse(log.last());
        End end = begin;
        while (true) {
            Range<String> rest = Range.create(Long.toString(end.seq() + 1), Long.toString(last));
            List<StreamMessage<String, String>> entries =
                    redis.await(redis.commands().xrange(key, rest, Limit.create(0, ENTRIES_AT_ONCE)));
            for (StreamMessage<String, String> entry : entries) {
                Map<String, String> fields = entry.getBody();
                if (Long.parseLong(fields.getOrDefault(Entry.TIME, "")) >= before.toEpochMilli()) {
                    return end;
                }
                end = new End(MessageCodec.seq(entry.getId()), Long.parseLong(fields.getOrDefault(Entry.BY_FIRST, "")));
            }
            if (entries.size() < ENTRIES_AT_ONCE) {
                return end;
            }
        }
    }

    /** The files that no message above a seq names, and no message of another conversation. */
    private Set<FileId> filesOnlyUntil(ConversationId conversation, long last) {
        Set<FileId> files = new HashSet<>();
        redis.await(redis.commands().hgetall(keys.mentionedFiles(conversation))).forEach((file, seqs) -> {
            boolean isNamedUntilThere =
                    !seqs.isEmpty() && Stream.of(seqs.split(" ")).allMatch(seq -> Long.parseLong(seq) <= last);
            if (isNamedUntilThere) {
                FileId.parse(file)
                        .filter(id -> !isNamedElsewhere(id, conversation))
                        .ifPresent(files::add);
            }
        });
        return files;
    }

    private boolean isNamedElsewhere(FileId file, ConversationId conversation) {
        return redis.await(redis.commands().zrange(keys.mentions(file), 0, -1)).stream()
                .map(key -> new ConversationId(ConversationId.PREFIX + key))
                .filter(other -> !other.equals(conversation))
                .anyMatch(other -> !redis.await(redis.commands().hmget(keys.mentionedFiles(other), file.value()))
                        .getFirst()
                        .getValueOrElse("")
                        .isEmpty());
    }

    @Override
    public boolean remove(Removable removable, Instant deleteSegmentsFrom) {
        ConversationId conversation = removable.log().conversation();
        return redis.await(removeMessages.<Long>run(
                        List.of(
                                keys.conversation(conversation),
                                keys.log(conversation),
                                keys.recalled(conversation),
                                keys.segments(conversation),
                                keys.unusedSegments(keys.partition(conversation)),
                                keys.uncounted(conversation),
                                keys.mentionedFiles(conversation)),
                        removable.log().epoch().split("\\.", 2)[0],
                        Long.toString(removable.after()),
                        Long.toString(removable.last()),
                        Long.toString(removable.byFirst()),
                        conversation.key(),
                        Long.toString(deleteSegmentsFrom.toEpochMilli())))
                == 1;
    }

    @Override
    public void removeFromLists(Instant before) {
        Range<Long> old = Range.from(Range.Boundary.unbounded(), Range.Boundary.excluding(before.toEpochMilli()));
        Stream<String> lists = Stream.of(Role.KEFU, Role.ADMIN)
                .flatMap(role ->
                        redis.await(redis.commands().zrange(GlobalKeys.usersByCreation(role.word()), 0, -1)).stream())
                .map(GlobalKeys::newestOfKefu);
        redis.awaitAll(Stream.concat(Stream.of(GlobalKeys.NEWEST), lists)
                .map(list -> redis.commands().zremrangebyscore(list, old)));
    }
}
