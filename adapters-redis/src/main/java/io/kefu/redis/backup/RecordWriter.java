package io.kefu.redis.backup;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Counting;
import io.kefu.redis.Fields;
import io.kefu.redis.Fields.Conversation;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.backup.record.BackupTotals;
import io.kefu.redis.backup.record.DamagedBackupException;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.segment.SegmentNames;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of a backup into Redis, and archived entries into the archive. Keys are made from ids. Not thread-safe.
 *
 * <p>Gives segments new versions, so that the objects of the backed-up deployment, or of another restore of the same backup,
 * have other names in the same archive.
 */
final class RecordWriter {
    private static final String UNLIMITED = Long.toString(Long.MAX_VALUE);

    private final Redis redis;
    private final Instant now;
    private final RedisClusterAsyncCommands<String, String> commands;
    private final RedisKeys keys;
    private final ConversationArchive archive;
    private final PendingWrites pending;
    private final LuaScript addFile;
    private final List<ArchivedEntry> archived = new ArrayList<>();
    private @Nullable Segment segment;

    /**
     * Makes the writer.
     *
     * @param now the present time
     */
    RecordWriter(Redis redis, ConversationArchive archive, Instant now) {
        this.redis = redis;
        this.now = now;
        this.commands = redis.commands();
        this.keys = redis.keys();
        this.archive = archive;
        this.pending = new PendingWrites(redis);
        this.addFile = LuaScript.of(redis, "add_file", ScriptOutputType.INTEGER);
    }

    /** Returns once all records so far are stored. */
    void finish() {
        pending.awaitAll();
    }

    /** Writes a record. May return before Redis has stored it. */
    void write(BackupRecord record) {
        List<String> values = record.values();
        switch (record.kind()) {
            case HEADER, END, CONTENT, CONTENT_END, CONTENT_DISCARDED -> {
                // They describe the backup, or belong into the store of the files.
            }
            case CONVERSATION, ERASED -> forget(conversation(record));
            case LOG -> addEntry(conversation(record), values);
            case SEGMENT -> segment = segment(conversation(record), values);
            case ARCHIVED -> archive(Objects.requireNonNull(segment), values);
            case RECALLED -> addTombstones(conversation(record), record);
            case UNCOUNTED -> addMembers(keys.uncounted(conversation(record)), record);
            case KEFU -> addFields(keys.kefuOf(conversation(record)), record);
            case FILES_NAMED -> addFields(keys.mentionedFiles(conversation(record)), record);
            case SESSIONS -> addMembers(keys.sessionsOf(conversation(record)), record);
            case SESSION -> addFields(keys.session(session(record)), record);
            case NOTES -> send(record, commands.lpush(keys.notes(session(record)), array(values)));
            case SENT -> addSent(record);
            case STATE -> addState(conversation(record), record);
            case FILE -> addFile(new FileId(FileId.PREFIX + record.id()), record);
            case MENTIONS -> addMembers(keys.mentions(new FileId(FileId.PREFIX + record.id())), record);
            case COUNTS -> addCounts(record);
            case STRING -> {
                send(record, commands.set(record.id(), values.getFirst()));
                expire(record.id(), record);
            }
            case HASH -> addFields(record.id(), record);
            case SET -> {
                send(record, commands.sadd(record.id(), array(values)));
                expire(record.id(), record);
            }
            case SORTED_SET -> addMembers(record.id(), record);
        }
    }

    /** The id of a record about a conversation begins with the conversation's key. */
    private static ConversationId conversation(BackupRecord record) {
        return new ConversationId(ConversationId.PREFIX + record.id().substring(0, ConversationId.KEY_LENGTH));
    }

    private static SessionId session(BackupRecord record) {
        return SessionId.of(conversation(record), record.id().substring(ConversationId.KEY_LENGTH));
    }

    /** Removes what earlier records said of the conversation. Redis has them already, because it runs commands in order. */
    private void forget(ConversationId id) {
        Stream<String> ofSessions = redis.await(commands.zrange(keys.sessionsOf(id), 0, -1)).stream()
                .map(suffix -> SessionId.of(id, suffix))
                .flatMap(session -> Stream.of(keys.session(session), keys.notes(session)));
        // Older client message ids have expired.
        long today = Counting.day(now);
        Stream<String> sent = LongStream.rangeClosed(today - 2, today + 1).mapToObj(day -> keys.sent(id, day));
        Stream<String> others = Stream.of(
                keys.conversation(id),
                keys.log(id),
                keys.recalled(id),
                keys.segments(id),
                keys.uncounted(id),
                keys.kefuOf(id),
                keys.mentionedFiles(id),
                keys.sessionsOf(id));
        String[] all = Stream.of(others, ofSessions, sent).flatMap(each -> each).toArray(String[]::new);
        pending.add(commands.unlink(all), all.length);
    }

    private void addEntry(ConversationId id, List<String> values) {
        XAddArgs seq = new XAddArgs().id(values.getFirst() + "-0");
        Object[] fields = values.subList(1, values.size()).toArray();
        pending.add(commands.xadd(keys.log(id), seq, fields), size(values));
    }

    private Segment segment(ConversationId id, List<String> values) {
        Segment former = SegmentNames.parse(id, String.join("-", values));
        return SegmentNames.create(id, former.first(), former.last());
    }

    /** Collects the entries of a segment, and writes the segment after its last entry. */
    private void archive(Segment current, List<String> values) {
        archived.add(EntryFields.archived(current.conversation(), values));
        if (archived.size() == current.size()) {
            registerObject(current);
            archive.write(current, List.copyOf(archived));
            archived.clear();
            pending.add(
                    commands.zadd(
                            keys.segments(current.conversation()),
                            (double) current.last(),
                            SegmentNames.member(current)),
                    1);
        }
    }

    /**
     * Registers an object before it is written. After the restore, the sweep deletes it if no conversation has it, for example
     * because the customer was erased while the backup ran.
     */
    private void registerObject(Segment object) {
        redis.await(commands.zadd(
                keys.unusedSegments(keys.partition(object.conversation())),
                (double) now.toEpochMilli(),
                SegmentNames.unused(object)));
    }

    /** A message that was recalled after the backup had read it is removed from the log. */
    private void addTombstones(ConversationId id, BackupRecord record) {
        addFields(keys.recalled(id), record);
        String[] seqs = BackupTotals.fields(record.values()).keySet().toArray(String[]::new);
        pending.add(commands.xdel(keys.log(id), seqs), seqs.length);
    }

    /** Entries that were archived after the backup had read them are removed from the log. */
    private void addState(ConversationId id, BackupRecord record) {
        long base = BackupTotals.number(record, Conversation.ARCHIVED_UNTIL);
        if (base > 0) {
            pending.add(commands.xtrim(keys.log(id), XTrimArgs.Builder.minId(Long.toString(base + 1))), 1);
        }
        addFields(keys.conversation(id), record);
    }

    private void addSent(BackupRecord record) {
        long day = Long.parseLong(record.id().substring(ConversationId.KEY_LENGTH + 1));
        addFields(keys.sent(conversation(record), day), record);
    }

    /** Adds the file to all lists of its group and its uploader. */
    private void addFile(FileId id, BackupRecord record) {
        Map<String, String> fields = BackupTotals.fields(record.values());
        String uploader = Fields.required(fields, "u");
        List<String> arguments = new ArrayList<>(
                List.of(id.key(), Fields.required(fields, "w"), Fields.required(fields, "s"), UNLIMITED, UNLIMITED));
        arguments.addAll(record.values());
        List<String> fileKeys =
                List.of(keys.file(id), keys.filesOfGroup(id.group()), keys.filesUsed(id.group(), new UserId(uploader)));
        send(record, addFile.run(fileKeys, array(arguments)));
    }

    /** The sums of all partitions are stored in the first one. They are folded later, as all counts. */
    private void addCounts(BackupRecord record) {
        String[] kindAndDay = record.id().split(" ", 2);
        CountKind kind = CountKind.ofWord(kindAndDay[0])
                .orElseThrow(() -> new DamagedBackupException("it has unknown counts: " + record.id()));
        addFields(kind.key(keys, 0, Long.parseLong(kindAndDay[1])), record);
    }

    private void addFields(String key, BackupRecord record) {
        send(record, commands.hset(key, new LinkedHashMap<>(BackupTotals.fields(record.values()))));
        expire(key, record);
    }

    @SuppressWarnings("unchecked")
    private void addMembers(String key, BackupRecord record) {
        List<ScoredValue<String>> members = new ArrayList<>();
        for (int i = 0; i + 1 < record.values().size(); i += 2) {
            members.add(ScoredValue.just(
                    Double.parseDouble(record.values().get(i + 1)),
                    record.values().get(i)));
        }
        send(record, commands.zadd(key, members.toArray(ScoredValue[]::new)));
        expire(key, record);
    }

    private void expire(String key, BackupRecord record) {
        if (record.expiresAt() > 0) {
            pending.add(commands.pexpireat(key, record.expiresAt()), 1);
        }
    }

    private void send(BackupRecord record, CompletionStage<?> command) {
        pending.add(command, size(record.values()));
    }

    private static long size(List<String> values) {
        return values.stream().mapToLong(String::length).sum();
    }

    private static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }
}
