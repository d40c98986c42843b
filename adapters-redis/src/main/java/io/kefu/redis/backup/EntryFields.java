package io.kefu.redis.backup;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.redis.Fields;
import io.kefu.redis.Fields.Entry;
import io.kefu.redis.backup.record.BackupTotals;
import io.kefu.redis.message.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The values of the records of log entries and hashes: names and values in turn. */
final class EntryFields {
    private EntryFields() {}

    static List<String> flat(Map<String, String> fields) {
        List<String> values = new ArrayList<>();
        fields.forEach((name, value) -> {
            values.add(name);
            values.add(value);
        });
        return values;
    }

    /** The seq of an entry of the archive, and its fields as in a log. */
    static List<String> of(ArchivedEntry entry) {
        Message message = entry.message();
        List<String> values = new ArrayList<>();
        values.add(Long.toString(message.seq()));
        values.addAll(MessageCodec.fields(message));
        values.addAll(List.of(Entry.BY_FIRST, Long.toString(entry.byFirst())));
        if (message.status() == MessageStatus.RECALLED) {
            values.addAll(List.of(Entry.RECALLED, "1"));
        }
        return values;
    }

    /** The entry of the archive that {@link #of} has written. */
    static ArchivedEntry archived(ConversationId conversation, List<String> values) {
        Map<String, String> fields = BackupTotals.fields(values.subList(1, values.size()));
        return new ArchivedEntry(
                MessageCodec.message(conversation, Long.parseLong(values.getFirst()), fields),
                Fields.number(fields, Entry.BY_FIRST));
    }
}
