package io.kefu.redis.backup.record;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The kinds of records of a backup, with the values that they have. The id of a record about a conversation begins with the
 * conversation's key. Its records stand together: {@link #CONVERSATION} first and {@link #STATE} or {@link #ERASED} last.
 */
public enum RecordKind {
    /** The first record of the file: names and values of what the whole file has. */
    HEADER("backup"),
    /** The last record of the file: names and values of the totals. */
    END("end"),

    /** Begins a conversation. It replaces everything that an earlier record said of this conversation. No values. */
    CONVERSATION("conversation"),
    /** An entry of the log: the seq, then the names and values of the fields. */
    LOG("log"),
    /** Begins a segment of the archive: the first seq, the last seq and the version. */
    SEGMENT("segment"),
    /** An entry of the segment that began last: as in {@link #LOG}. */
    ARCHIVED("archived"),
    /** The tombstones of recalled messages: seqs and tombstones. */
    RECALLED("recalled"),
    /** Entries that do not count as unread: seqs and scores. */
    UNCOUNTED("uncounted"),
    /** The kefu who serve or served: names and values. */
    KEFU("kefu"),
    /** The files that messages name: names and values. */
    FILES_NAMED("files-named"),
    /** The sessions: suffixes of ids, and scores. */
    SESSIONS("sessions"),
    /** A session: names and values. The suffix of the session follows the conversation's key in the id. */
    SESSION("session"),
    /** The notes of a session, oldest first. The id is that of the session. */
    NOTES("notes"),
    /** Client message ids of a day: names and values. A space and the day follow the conversation's key in the id. */
    SENT("sent"),
    /** Ends a conversation: names and values of its hash. */
    STATE("state"),
    /** Ends a conversation that was erased while it was read, or that is read again. No values. */
    ERASED("erased"),

    /** A file: names and values. */
    FILE("file"),
    /** The conversations that name a file: members and scores. */
    MENTIONS("mentions"),
    /**
     * A part of the content of a file: its index from 0, and its bytes in Base64. The id is that of the file. The records of a
     * content stand together, and {@link #CONTENT_END} or {@link #CONTENT_DISCARDED} is the last one.
     */
    CONTENT("content"),
    /** Ends a content: its size in bytes, and its SHA-256 in hexadecimal digits. */
    CONTENT_END("content-end"),
    /** Ends a content that could not be read to its end. Its parts must not be used. No values. */
    CONTENT_DISCARDED("content-discarded"),
    /** The counts of a day that are not folded yet: names and sums of all partitions. The id is the kind, a space and the day. */
    COUNTS("counts"),

    /** A string whose key is the id: the text. */
    STRING("string"),
    /** A hash whose key is the id: names and values. */
    HASH("hash"),
    /** A set whose key is the id: the members. */
    SET("set"),
    /** A sorted set whose key is the id: members and scores. */
    SORTED_SET("zset");

    private static final Map<String, RecordKind> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(RecordKind::word, Function.identity()));

    private final String word;

    RecordKind(String word) {
        this.word = word;
    }

    /** The name in the file. */
    public String word() {
        return word;
    }

    /** The kind with this name; empty if there is none. */
    public static Optional<RecordKind> ofWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
