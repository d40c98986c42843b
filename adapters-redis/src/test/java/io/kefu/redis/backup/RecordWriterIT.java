package io.kefu.redis.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.archive.testing.InMemoryConversationArchive;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Counting;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.backup.record.RecordKind;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.RedisExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests what a restore keeps of a conversation that the backup read more than once. */
@AlsoOnCluster
class RecordWriterIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final ConversationId ID = ConversationIds.ofCustomer(new UserId("customer"));
    private static final String KEY = ID.key();
    private static final BackupRecord STATE = record(RecordKind.STATE, KEY, "ep", "7", "seq", "1");

    private final Instant now = Instant.now();
    private final RecordWriter writer = new RecordWriter(REDIS.redis(), new InMemoryConversationArchive(), now);

    @Test
    void nothingRemainsOfAConversationThatWasErased() {
        readFirst();
        write(record(RecordKind.ERASED, KEY));
        assertThat(REDIS.commands().keys("*")).isEmpty();
    }

    /** The conversation was erased after its first state, and began again. */
    @Test
    void nothingRemainsOfTheFirstReadIfTheConversationIsReadAgain() {
        readFirst();
        write(STATE);
        write(record(RecordKind.CONVERSATION, KEY));
        write(record(RecordKind.LOG, KEY, "1", "b", "again"));
        write(STATE);
        assertThat(REDIS.commands().keys("*"))
                .containsExactlyInAnyOrder(
                        REDIS.keys().conversation(ID), REDIS.keys().log(ID));
    }

    private void readFirst() {
        long inAnHour = now.plus(Duration.ofHours(1)).toEpochMilli();
        long today = Counting.day(now);
        write(record(RecordKind.CONVERSATION, KEY));
        write(record(RecordKind.LOG, KEY, "1", "b", "first"));
        write(record(RecordKind.RECALLED, KEY, "2", "[]"));
        write(record(RecordKind.UNCOUNTED, KEY, "1", "1"));
        write(record(RecordKind.KEFU, KEY, "kefu", "1"));
        write(record(RecordKind.FILES_NAMED, KEY, "file", "1"));
        write(record(RecordKind.SESSIONS, KEY, "AAAAAAA1", "1"));
        write(record(RecordKind.SESSION, KEY + "AAAAAAA1", "state", "closed"));
        write(record(RecordKind.NOTES, KEY + "AAAAAAA1", "{}"));
        for (long day : List.of(today - 1, today)) {
            write(new BackupRecord(RecordKind.SENT, KEY + " " + day, inAnHour, List.of("customer client-id", "1")));
        }
    }

    private void write(BackupRecord record) {
        writer.write(record);
        writer.finish();
    }

    private static BackupRecord record(RecordKind kind, String id, String... values) {
        return BackupRecord.of(kind, id, List.of(values));
    }
}
