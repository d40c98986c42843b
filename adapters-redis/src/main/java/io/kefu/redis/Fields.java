package io.kefu.redis;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Names of fields in hashes and streams that both Java code and scripts use. {@code docs/redis-keys.md} explains them; {@code
 * FieldsTest} compares that page, this class and the scripts.
 */
public final class Fields {
    private Fields() {}

    /** The text of a field that every hash of its kind has. */
    public static String required(Map<String, String> fields, String name) {
        return Objects.requireNonNull(
                fields.get(name), () -> "A hash with the fields " + fields.keySet() + " lacks the field " + name);
    }

    /** The text of a field; empty if there is none. */
    public static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    /** The number in a field; 0 if there is none. */
    public static long number(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }

    /** The time that a text in milliseconds stands for. */
    public static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    /** Fields of a conversation's hash. */
    public static final class Conversation {
        public static final String EPOCH = "ep";
        public static final String LAST_SEQ = "seq";
        public static final String CUSTOMER = "c";
        public static final String FIRST_OF_PAIR = "a";
        public static final String SECOND_OF_PAIR = "b";
        public static final String SESSION = "sid";
        public static final String SESSION_COUNT = "cnt";
        public static final String BEFORE_SESSION = "sf";
        public static final String KEFU = "k";
        public static final String LAST_KEFU = "lk";
        public static final String FIRST_DELIVERED = "d1";
        public static final String FIRST_READ = "r1";
        public static final String SECOND_DELIVERED = "d2";
        public static final String SECOND_READ = "r2";
        public static final String BY_FIRST = "x";
        public static final String BY_FIRST_UNTIL_FIRST_READ = "x1";
        public static final String BY_FIRST_UNTIL_SECOND_READ = "x2";
        public static final String ARCHIVED_UNTIL = "base";
        public static final String REMOVED_UNTIL = "gone";
        public static final String REMOVED_BY_FIRST = "gx";
        public static final String RECALLS = "rc";
        public static final String UNCOUNTED_FOR_FIRST = "u1";
        public static final String UNCOUNTED_FOR_SECOND = "u2";

        private Conversation() {}
    }

    /** Fields of a log entry. */
    public static final class Entry {
        public static final String FROM = "f";
        public static final String TO = "o";
        public static final String TYPE = "t";
        public static final String SESSION = "s";
        public static final String NAME = "n";
        public static final String METADATA = "m";
        public static final String CONTENT = "b";
        public static final String CLIENT_ID = "i";
        public static final String TIME = "w";
        public static final String BY_FIRST = "x";
        public static final String RECALLED = "r";

        private Entry() {}
    }

    /** Fields of an entry of a partition's index queue. */
    public static final class QueuedMessage {
        public static final String CONVERSATION = "c";
        public static final String SEQ = "q";
        public static final String STAFF = "k";
        public static final String TIME = "w";
        public static final String PAIR = "p";
        public static final String TYPE = "t";
        public static final String AUTHOR = "f";
        public static final String RESPONSE_TIME = "r";

        private QueuedMessage() {}
    }

    /** Fields of an entry about a session in a partition's index queue. */
    public static final class QueuedSession {
        public static final String CONVERSATION = "c";
        public static final String SUFFIX = "u";
        public static final String OPENED_AT = "w";
        public static final String FORMER = "o";
        public static final String PRESENT = "n";

        private QueuedSession() {}
    }

    /** Fields of the history of a partition's data. */
    public static final class History {
        public static final String LAST_LOSS = "n";
        /** The id of the data. */
        public static final String DATA = "data";

        private History() {}
    }
}
