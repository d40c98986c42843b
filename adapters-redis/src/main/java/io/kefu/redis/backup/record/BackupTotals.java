package io.kefu.redis.backup.record;

import io.kefu.redis.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the records of a backup, and checks that the records of each conversation stand together, and so do those of each content
 * of a file. Not thread-safe.
 */
public final class BackupTotals {
    private static final String RECORDS = "records";
    private static final String CONVERSATIONS = "conversations";
    private static final String MESSAGES = "messages";
    private static final String CONTENTS = "contents";
    private static final String CONTENT_BYTES = "content-bytes";
    private static final String NONE = "";

    private final ContentTotals contents = new ContentTotals();

    private long records;
    private long conversations;
    private long messages;
    private long messagesOfOpen;
    private String open = NONE;

    /**
     * Counts a record.
     *
     * @throws DamagedBackupException if the record cannot follow those before
     */
    public void add(BackupRecord record) {
        records++;
        contents.add(record);
        switch (record.kind()) {
            case CONVERSATION -> {
                requireNoneOpen();
                open = record.id();
                messagesOfOpen = 0;
            }
            case LOG, ARCHIVED -> {
                requireOpen(record);
                messagesOfOpen++;
            }
            case SEGMENT, RECALLED, UNCOUNTED, KEFU, FILES_NAMED, SESSIONS, SESSION, NOTES, SENT -> requireOpen(record);
            case STATE -> {
                requireOpen(record);
                conversations++;
                messages += messagesOfOpen;
                open = NONE;
            }
            case ERASED -> {
                requireOpen(record);
                open = NONE;
            }
            case HEADER,
                    FILE,
                    MENTIONS,
                    CONTENT,
                    CONTENT_END,
                    CONTENT_DISCARDED,
                    COUNTS,
                    STRING,
                    HASH,
                    SET,
                    SORTED_SET -> requireNoneOpen();
            case END -> throw new DamagedBackupException("it has a record after its end");
        }
    }

    private void requireOpen(BackupRecord record) {
        if (open.isEmpty() || !record.id().startsWith(open)) {
            throw new DamagedBackupException("a record of " + record.id() + " is not among those of its conversation");
        }
    }

    private void requireNoneOpen() {
        if (!open.isEmpty()) {
            throw new DamagedBackupException("the conversation " + open + " is incomplete");
        }
    }

    /** The last record of a backup. It only names contents if there are any. */
    public BackupRecord end() {
        requireNoneOpen();
        contents.requireNoneOpen();
        List<String> totals = new ArrayList<>(List.of(
                RECORDS,
                Long.toString(records),
                CONVERSATIONS,
                Long.toString(conversations),
                MESSAGES,
                Long.toString(messages)));
        if (contents.contents() > 0) {
            totals.addAll(List.of(
                    CONTENTS, Long.toString(contents.contents()), CONTENT_BYTES, Long.toString(contents.bytes())));
        }
        return BackupRecord.of(RecordKind.END, "", totals);
    }

    /**
     * Compares the totals with the last record of a backup.
     *
     * @throws DamagedBackupException if they differ
     */
    public void requireEnd(BackupRecord end) {
        if (!end.equals(end())) {
            throw new DamagedBackupException("it has " + end().values() + " instead of " + end.values());
        }
    }

    /** The number of records so far. */
    public long records() {
        return records;
    }

    /** A text for people, which counts complete conversations, all entries, and complete contents of files so far. */
    @Override
    public String toString() {
        long entries = messages + (open.isEmpty() ? 0 : messagesOfOpen);
        String text = conversations + " conversations with " + entries + " entries, " + records + " records";
        return contents.contents() == 0
                ? text
                : text + ", " + contents.contents() + " contents of files with " + contents.bytes() + " bytes";
    }

    /** The names and values of a record as a map. */
    public static Map<String, String> fields(List<String> values) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < values.size(); i += 2) {
            fields.put(values.get(i), values.get(i + 1));
        }
        return fields;
    }

    /** The number with this name in a record of names and values; 0 if there is none. */
    public static long number(BackupRecord record, String name) {
        return Fields.number(fields(record.values()), name);
    }
}
