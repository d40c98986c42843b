package io.kefu.redis.backup;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.DamagedSegmentException;
import io.kefu.application.archive.port.Segment;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.session.SessionId;
import io.kefu.redis.Counting;
import io.kefu.redis.Fields.Conversation;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.backup.record.BackupTotals;
import io.kefu.redis.backup.record.RecordKind;
import io.kefu.redis.backup.record.RecordSink;
import io.kefu.redis.message.MessageCodec;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import io.kefu.redis.segment.SegmentNames;
import io.lettuce.core.ScriptOutputType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes conversations as records, each as it was at one moment: when one script read the end of its log together with
 * everything that must agree with the log.
 *
 * <p>A longer log is read in parts before that. What happens to these parts meanwhile does no harm: the tombstones that the last
 * script reads, and the edge of the archive, tell the restore which of these entries are superseded. Memory is bounded by the
 * size of a part or of a segment, and by the numbers of tombstones and sessions of a conversation.
 */
final class ConversationReader {
    private static final int PART = 500;
    private static final int SESSIONS_AT_ONCE = 20;

    private final Redis redis;
    private final RedisKeys keys;
    private final ConversationArchive archive;
    private final InstantSource clock;
    private final RecordSink sink;
    private final KeyReader reader;
    private final LuaScript copyConversation;

    ConversationReader(Redis redis, ConversationArchive archive, InstantSource clock, RecordSink sink) {
        this.redis = redis;
        this.keys = redis.keys();
        this.archive = archive;
        this.clock = clock;
        this.sink = sink;
        this.reader = new KeyReader(redis, clock, sink);
        this.copyConversation = LuaScript.of(redis, "copy_conversation", ScriptOutputType.MULTI);
    }

    /**
     * The part of a conversation that the last script read.
     *
     * @param segments the segments in the archive, oldest first
     */
    private record End(
            String begin,
            List<String> state,
            List<String> recalled,
            List<String> segments,
            List<String> uncounted,
            List<String> kefu,
            List<String> files,
            List<String> sessions,
            List<String> openSession) {

        private static final int PARTS = 10;

        static Optional<End> of(Reply reply) {
            return reply.items().size() < PARTS
                    ? Optional.empty()
                    : Optional.of(new End(
                            reply.text(0),
                            texts(reply, 2),
                            texts(reply, 3),
                            texts(reply, 4),
                            texts(reply, 5),
                            texts(reply, 6),
                            texts(reply, 7),
                            texts(reply, 8),
                            texts(reply, 9)));
        }

        private static List<String> texts(Reply reply, int index) {
            return reply.list(index).texts();
        }

        /** The suffixes of the ids of all sessions. */
        List<String> suffixes() {
            return everySecond(sessions);
        }

        /** The suffix of the open session, which {@link #openSession} has; empty for none. */
        String open() {
            return BackupTotals.fields(state).getOrDefault(Conversation.SESSION, "");
        }

        long lastSeq() {
            return Long.parseLong(BackupTotals.fields(state).getOrDefault(Conversation.LAST_SEQ, "0"));
        }
    }

    private enum Result {
        COMPLETE,
        /** The conversation was erased while it was read. */
        ERASED,
        /**
         * A segment in the list of the last script no longer exists: retention removed it, or a recall replaced it over a day
         * ago.
         */
        CHANGED
    }

    /**
     * Writes a conversation.
     *
     * @throws IncompleteDataException if a segment of it is missing in the archive, is damaged or cannot be read
     */
    void write(ConversationId id) {
        Result result;
        do {
            sink.write(BackupRecord.of(RecordKind.CONVERSATION, id.key(), List.of()));
            Optional<End> end = readLog(id);
            result = end.isEmpty() ? Result.ERASED : writeRest(id, end.get());
            if (result == Result.COMPLETE) {
                sink.write(BackupRecord.of(
                        RecordKind.STATE, id.key(), end.orElseThrow().state()));
            } else {
                sink.write(BackupRecord.of(RecordKind.ERASED, id.key(), List.of()));
            }
        } while (result == Result.CHANGED);
    }

    /** Returns empty if the conversation was erased. */
    private Optional<End> readLog(ConversationId id) {
        String begin = "";
        long after = 0;
        while (true) {
            Reply part = part(id, begin, after);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            begin = part.text(0);
            for (Reply entry : part.list(1).lists()) {
                after = MessageCodec.seq(entry.text(0));
                List<String> values = new ArrayList<>();
                values.add(Long.toString(after));
                values.addAll(entry.list(1).texts());
                sink.write(BackupRecord.of(RecordKind.LOG, id.key(), values));
            }
            Optional<End> end = End.of(part);
            if (end.isPresent()) {
                return end;
            }
        }
    }

    private Reply part(ConversationId id, String begin, long after) {
        return Reply.of(redis.await(copyConversation.<Object>run(
                List.of(
                        keys.conversation(id),
                        keys.log(id),
                        keys.recalled(id),
                        keys.segments(id),
                        keys.uncounted(id),
                        keys.kefuOf(id),
                        keys.mentionedFiles(id),
                        keys.sessionsOf(id)),
                begin,
                Long.toString(after),
                Integer.toString(PART),
                keys.sessionPrefix(id))));
    }

    private Result writeRest(ConversationId id, End end) {
        String key = id.key();
        sink.writeAll(RecordKind.RECALLED, key, 0, end.recalled());
        sink.writeAll(RecordKind.UNCOUNTED, key, 0, end.uncounted());
        sink.writeAll(RecordKind.KEFU, key, 0, end.kefu());
        sink.writeAll(RecordKind.FILES_NAMED, key, 0, end.files());
        for (String member : everySecond(end.segments())) {
            if (!writeSegment(SegmentNames.parse(id, member))) {
                return exists(id, end.begin()) ? Result.CHANGED : Result.ERASED;
            }
        }
        sink.writeAll(RecordKind.SESSIONS, key, 0, end.sessions());
        writeSessions(id, end);
        writeSent(id, end.lastSeq());
        return exists(id, end.begin()) ? Result.COMPLETE : Result.ERASED;
    }

    /** Returns false if the conversation no longer has the segment. */
    private boolean writeSegment(Segment segment) {
        Optional<List<ArchivedEntry>> entries;
        try {
            entries = archive.read(segment);
        } catch (DamagedSegmentException damaged) {
            throw new IncompleteDataException(segment.conversation(), String.valueOf(damaged.getMessage()));
        } catch (DomainException unavailable) {
            throw new IncompleteDataException(
                    segment.conversation(), "the segment " + SegmentNames.member(segment) + " cannot be read");
        }
        if (entries.isEmpty()) {
            String member = SegmentNames.member(segment);
            if (isListed(segment.conversation(), member)) {
                throw new IncompleteDataException(segment.conversation(), "the archive lacks the segment " + member);
            }
            return false;
        }
        String key = segment.conversation().key();
        sink.write(BackupRecord.of(
                RecordKind.SEGMENT,
                key,
                List.of(
                        Long.toString(segment.first()),
                        Long.toString(segment.last()),
                        Long.toString(segment.version()))));
        for (ArchivedEntry entry : entries.get()) {
            sink.write(BackupRecord.of(RecordKind.ARCHIVED, key, EntryFields.of(entry)));
        }
        return true;
    }

    private boolean isListed(ConversationId id, String member) {
        return redis.await(redis.commands().zrank(keys.segments(id), member).thenApply(rank -> rank != null));
    }

    private boolean exists(ConversationId id, String begin) {
        return begin.equals(redis.await(redis.commands().hget(keys.conversation(id), Conversation.EPOCH)));
    }

    /** Writes the sessions. All except the open one were closed before the last script, and do not change in what must agree. */
    private void writeSessions(ConversationId id, End end) {
        List<String> suffixes = end.suffixes();
        for (int from = 0; from < suffixes.size(); from += SESSIONS_AT_ONCE) {
            List<String> some = suffixes.subList(from, Math.min(from + SESSIONS_AT_ONCE, suffixes.size()));
            List<Map<String, String>> hashes = redis.awaitAll(
                    sessions(id, some).map(session -> redis.commands().hgetall(keys.session(session))));
            List<List<String>> notes = redis.awaitAll(
                    sessions(id, some).map(session -> redis.commands().lrange(keys.notes(session), 0, -1)));
            for (int i = 0; i < some.size(); i++) {
                String sessionId = id.key() + some.get(i);
                List<String> fields =
                        some.get(i).equals(end.open()) ? end.openSession() : EntryFields.flat(hashes.get(i));
                sink.writeAll(RecordKind.SESSION, sessionId, 0, fields);
                sink.writeAll(RecordKind.NOTES, sessionId, 0, notes.get(i).reversed());
            }
        }
    }

    private static Stream<SessionId> sessions(ConversationId id, List<String> suffixes) {
        return suffixes.stream().map(suffix -> SessionId.of(id, suffix));
    }

    /** Writes the client message ids of the messages that the backup has. */
    private void writeSent(ConversationId id, long lastSeq) {
        long today = Counting.day(clock.instant());
        for (long day = today - 2; day <= today + 1; day++) {
            reader.hash(
                    RecordKind.SENT, keys.sent(id, day), id.key() + " " + day, seq -> Long.parseLong(seq) <= lastSeq);
        }
    }

    private static List<String> everySecond(List<String> values) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < values.size(); i += 2) {
            names.add(values.get(i));
        }
        return names;
    }
}
