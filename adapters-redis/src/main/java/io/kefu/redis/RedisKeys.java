package io.kefu.redis;

import io.kefu.application.access.AccessToken;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;

/**
 * The keys that are spread over partitions, with type and lifetime, and all channels. The other keys are in {@link GlobalKeys}
 * and {@link DeskKeys}. Keys that one script changes share a hash tag, the part in braces, and therefore a slot of a Redis
 * Cluster: {@code {pN}} for a partition of conversations, {@code {tN}} for a partition of logins and {@code {fN}} for a
 * partition of files. The page {@code docs/redis-keys.md} describes the contents of all keys.
 *
 * <p>Keys belong to the database that the connection has selected. Channels belong to the whole server. Therefore each
 * channel's name begins with the number of the database.
 *
 * @param partitions the number of partitions, at least 1; fixed for the lifetime of the data
 * @param database the number of the database, from 0
 */
public record RedisKeys(int partitions, int database) {
    private static final String BASE64_URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    /** Three digits of Base64 have 18 bits: two bytes and two more bits. */
    private static final int PARTITION_DIGITS = 3;

    /** The keys in database 0, the only database of a Redis Cluster. */
    public RedisKeys(int partitions) {
        this(partitions, 0);
    }

    /** A pattern for the keys of {@link #conversation}. */
    public static final String ALL_CONVERSATIONS = "{p*}:conv:*";

    /** A pattern for the keys of {@link #file}. */
    public static final String ALL_FILES = "{f*}:file:*";

    /** A pattern for the keys of {@link #counts}. */
    public static final String ALL_COUNTS = "{p*}:counts:*";

    /** A pattern for the keys of {@link #work}. */
    public static final String ALL_WORK = "{p*}:work:*";

    /** A login: hash of user, role, name and lifetime, until the token expires. */
    public String token(AccessToken.Digest token) {
        return loginTag(token.group()) + ":token:" + token.hash();
    }

    /** A user's logins: sorted set of token hashes by expiry in milliseconds, at most 1,000, until the last one expires. */
    public String tokensOf(UserId user) {
        return loginTag(AccessToken.groupOf(user)) + ":tokens:" + user;
    }

    /** The beginning of the keys of a user's logins; the hash of a token completes it. */
    public String tokenPrefix(UserId user) {
        return loginTag(AccessToken.groupOf(user)) + ":token:";
    }

    /** The beginning of {@link #tokensOf} in the slot of a token; the id of the token's user completes it. */
    public String tokensPrefix(AccessToken.Digest token) {
        return loginTag(token.group()) + ":tokens:";
    }

    /** The channel for messages in rooms. */
    public String rooms() {
        return database + ":{rooms}";
    }

    /** The state of a conversation: hash, as long as the conversation. */
    public String conversation(ConversationId id) {
        return tag(id) + ":conv:" + id.key();
    }

    /** A conversation's log: stream whose entry ids are seqs, as long as the conversation. */
    public String log(ConversationId id) {
        return tag(id) + ":log:" + id.key();
    }

    /** Tombstones of recalled messages: hash of seq to an entry's fields as JSON, as long as the conversation. */
    public String recalled(ConversationId id) {
        return tag(id) + ":recalled:" + id.key();
    }

    /**
     * The segments of a conversation in the archive: sorted set by the last seq, as long as the conversation. A member is the
     * first seq, the last seq and the version, separated by hyphens.
     */
    public String segments(ConversationId id) {
        return tag(id) + ":segments:" + id.key();
    }

    /** The beginning of {@link #segments} in a partition; the conversation's key completes it. */
    public String segmentsPrefix(int partition) {
        return "{p" + partition + "}:segments:";
    }

    /**
     * Objects of the archive that no conversation may need: sorted set by the time in milliseconds from which they are deleted
     * if no conversation has them. A member is the conversation's key, a space and the member of {@link #segments}.
     */
    public String unusedSegments(int partition) {
        return "{p" + partition + "}:unused-segments";
    }

    /** The entries above a side's read cursor that do not count as unread: sorted set of seqs, while there are any. */
    public String uncounted(ConversationId id) {
        return tag(id) + ":uncounted:" + id.key();
    }

    /** The values that a node compares to detect that a partition's data are older or other data: hash, kept. */
    public String history(int partition) {
        return "{p" + partition + "}:history";
    }

    /** A write that WAIT refers to. A replica that has it also has all earlier writes: empty string, a second. */
    public String mark(int partition) {
        return "{p" + partition + "}:mark";
    }

    /** The client message ids of a UTC day: hash of sender and id to seq, 48 hours. */
    public String sent(ConversationId id, long day) {
        return tag(id) + ":sent:" + id.key() + ":" + day;
    }

    /** The kefu who serve or served a conversation's customer: hash, as long as the conversation. */
    public String kefuOf(ConversationId id) {
        return tag(id) + ":kefu:" + id.key();
    }

    /** Suffixes of a conversation's sessions by opening time in milliseconds: sorted set, as long as the conversation. */
    public String sessionsOf(ConversationId id) {
        return tag(id) + ":sessions:" + id.key();
    }

    /** A session: hash, as long as its conversation. */
    public String session(SessionId id) {
        return tag(id.conversation()) + ":session:" + id.value().substring("sess_".length());
    }

    /** The notes of a session: list of JSON documents, newest first, at most 200, as long as the conversation. */
    public String notes(SessionId id) {
        return notesPrefix(id.conversation()) + id.suffix();
    }

    /** The beginning of the keys of the notes of a conversation's sessions; the suffix of a session completes it. */
    public String notesPrefix(ConversationId id) {
        return tag(id) + ":notes:" + id.key();
    }

    /** The beginning of the keys of a conversation's sessions; the suffix of a session completes it. */
    public String sessionPrefix(ConversationId id) {
        return tag(id) + ":session:" + id.key();
    }

    /** The channel for events of a conversation, in the conversation's slot. */
    public String channel(ConversationId id) {
        return database + ":{p" + partition(id) + "}:on:" + id.key();
    }

    /** The channel for events of a user that do not belong to a conversation. */
    public String channel(UserId id) {
        return database + ":{user:" + id + "}";
    }

    /** Messages that were appended in a partition: stream, one entry per message until the message is indexed. */
    public String indexQueue(int partition) {
        return "{p" + partition + "}:index-queue";
    }

    /** Counts of messages and closed sessions in a partition on a UTC day: hash, until it is folded. */
    public String counts(int partition, long day) {
        return "{p" + partition + "}:counts:" + day;
    }

    /** Counts of the work of kefu in a partition on a day of the configured zone: hash, until it is folded. */
    public String work(int partition, long day) {
        return "{p" + partition + "}:work:" + day;
    }

    /** The files that a conversation's messages name: hash of file to the seqs of the messages, as long as the conversation. */
    public String mentionedFiles(ConversationId id) {
        return tag(id) + ":files:" + id.key();
    }

    /** A file's record: hash, as long as the file. */
    public String file(FileId id) {
        return fileTag(id.group()) + ":file:" + id.key();
    }

    /** The files of a group by time of upload in milliseconds: sorted set, as long as the files. */
    public String filesOfGroup(int group) {
        return fileTag(group) + ":files:" + group;
    }

    /** The number and size of a user's files: hash, while the user has files. */
    public String filesUsed(int group, UserId user) {
        return fileTag(group) + ":used:" + user;
    }

    /** The conversations that name a file, by time in milliseconds: sorted set, the newest 1,000, as long as the file. */
    public String mentions(FileId id) {
        return fileTag(id.group()) + ":named:" + id.key();
    }

    /** The channel for changes of the blocks, in their slot. */
    public String blocks() {
        return database + ":{blocks}";
    }

    /** The channel for changes of the working hours, in their slot. */
    public String hours() {
        return database + ":{hours}";
    }

    /** The partition of a conversation, from 0: the first two bytes of its key modulo the number of partitions. */
    public int partition(ConversationId id) {
        int bits = 0;
        for (int i = 0; i < PARTITION_DIGITS; i++) {
            bits = (bits << 6) | BASE64_URL.indexOf(id.value().charAt(ConversationId.PREFIX.length() + i));
        }
        return (bits >>> 2) % partitions;
    }

    private String tag(ConversationId id) {
        return "{p" + partition(id) + "}";
    }

    private String fileTag(int group) {
        return "{f" + group % partitions + "}";
    }

    private String loginTag(int group) {
        return "{t" + group % partitions + "}";
    }
}
