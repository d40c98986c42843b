package io.kefu.redis.backup;

import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.backup.record.RecordKind;
import io.kefu.redis.backup.record.RecordSink;
import io.kefu.redis.format.DataFormat;
import io.kefu.redis.message.MessageIndexer;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads all data that is not derived, as records, while nodes may run. Each conversation is consistent in itself. Other data may
 * be as they were at any time during the backup. Users are read after conversations, so that the backup has the users of all of
 * its conversations, except those who were erased meanwhile: see {@link ErasedUsers}.
 *
 * <p>It contains the contents of files only if the caller adds them. It does not contain logins, limits, presence, and what
 * {@code rebuild} computes: the desk, the lists of newest messages, and the indexes of sessions and users.
 */
public final class Backup {
    /** The version of the records. */
    static final int FORMAT = 1;

    static final String FORMAT_FIELD = "format";
    static final String DATA_FORMAT_FIELD = "data-format";
    static final String LAST_LOSS_FIELD = "last-loss";
    static final String CREATED_FIELD = "created";

    private final Redis redis;
    private final MessageIndexer indexer;
    private final ConversationArchive archive;
    private final InstantSource clock;

    public Backup(Redis redis, MessageIndexer indexer, ConversationArchive archive, InstantSource clock) {
        this.redis = redis;
        this.indexer = indexer;
        this.archive = archive;
        this.clock = clock;
    }

    /** Writes all records except the last one, without contents of files: see {@link #write(RecordSink, Consumer)}. */
    public void write(RecordSink sink) {
        write(sink, none -> {});
    }

    /**
     * Writes all records except the last one. Blocks. Takes a few round trips per conversation.
     *
     * @param more writes further records before the check that Redis has not lost or replaced its data meanwhile
     * @throws IncompleteDataException if a segment is missing in the archive, is damaged or cannot be read, or if Redis lost or
     *     replaced its data meanwhile
     */
    public void write(RecordSink sink, Consumer<RecordSink> more) {
        DataMarks marks = DataMarks.read(redis);
        sink.write(BackupRecord.of(
                RecordKind.HEADER,
                "kefu",
                List.of(
                        FORMAT_FIELD,
                        Integer.toString(FORMAT),
                        DATA_FORMAT_FIELD,
                        Integer.toString(DataFormat.CURRENT),
                        LAST_LOSS_FIELD,
                        Long.toString(marks.lastLoss()),
                        CREATED_FIELD,
                        clock.instant().toString())));
        ConversationReader conversations = new ConversationReader(redis, archive, clock, sink);
        KeyReader.scan(
                redis,
                RedisKeys.ALL_CONVERSATIONS,
                key -> conversations.write(new ConversationId(ConversationId.PREFIX + afterTag(key, ":conv:"))));
        redis.await(indexer.allIndexed());
        new CountReader(redis, clock, sink).write();
        KeyReader keys = new KeyReader(redis, clock, sink);
        KeyReader.scan(redis, RedisKeys.ALL_FILES, key -> writeFile(keys, key));
        KeyReader.scan(redis, "*", key -> {
            if (CopiedKeys.contain(key)) {
                keys.copy(key);
            }
        });
        more.accept(sink);
        if (!DataMarks.read(redis).equals(marks)) {
            throw new IncompleteDataException(
                    "Redis lost or replaced its data, or restarted, while the backup ran: repeat it");
        }
    }

    private void writeFile(KeyReader keys, String key) {
        FileId id = new FileId(FileId.PREFIX + afterTag(key, ":file:"));
        keys.hash(RecordKind.FILE, key, id.key(), value -> true);
        keys.sortedSet(RecordKind.MENTIONS, redis.keys().mentions(id), id.key());
    }

    private static String afterTag(String key, String middle) {
        return key.substring(key.indexOf(middle) + middle.length());
    }
}
