package io.kefu.redis;

import io.kefu.application.access.AccessToken;
import io.kefu.application.hash.Sha256;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.util.HexFormat;

/**
 * All keys and channels that kefu uses in Redis, with type and lifetime. The keys of the desk are in {@link DeskKeys}. Keys
 * that one script changes share a hash tag, the part in braces, and therefore a slot of a Redis Cluster: {@code {pN}} for a
 * partition of conversations, {@code {tN}} for a partition of logins, {@code {fN}} for a partition of files, {@code {users}}
 * for all users and {@code {desk}} for the desk. The page {@code docs/redis-keys.md} describes the contents of all keys.
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

    /** The number of partitions of the data: string, kept. */
    public static final String PARTITIONS = "{meta}:partitions";

    /** A random id of the data, which the first start creates, and each start after a loss of all data: string, kept. */
    public static final String DATA = "{meta}:data";

    /** The version of the data's format: string, kept. Data without it have version 1. */
    public static final String FORMAT = "{meta}:format";

    /** The node that brings the data to a newer format: string, half a minute. */
    public static final String MIGRATION = "{meta}:migration";

    /** The restore that fills this Redis: string, until the restore has finished. */
    public static final String RESTORE = "{meta}:restore";

    /** Written before the start to test whether Redis accepts writes: empty string, a second. */
    public static final String PROBE = "{meta}:probe";

    /** The beginning of the keys of {@link #user}. */
    public static final String USER_PREFIX = "{users}:user:";

    /** A pattern for the keys of {@link #conversation}. */
    public static final String ALL_CONVERSATIONS = "{p*}:conv:*";

    /** A pattern for the keys of {@link #file}. */
    public static final String ALL_FILES = "{f*}:file:*";

    /** A pattern for the keys of {@link #counts}. */
    public static final String ALL_COUNTS = "{p*}:counts:*";

    /** A pattern for the keys of {@link #work}. */
    public static final String ALL_WORK = "{p*}:work:*";

    /** The beginning of the keys of {@link #knownAddresses}. */
    public static final String KNOWN_ADDRESSES_PREFIX = "{users}:addresses:";

    /** The beginning of the keys of {@link #replies}. */
    public static final String REPLIES_PREFIX = "{replies}:of:";

    /** A user's record: hash, kept until the user is deleted. */
    public static String user(UserId id) {
        return USER_PREFIX + id;
    }

    /** User ids by creation time in milliseconds: sorted set, bounded by the number of users. */
    public static String usersByCreation(String listName) {
        return "{users}:created:" + listName;
    }

    /** User ids by the time in milliseconds at which the users were last seen: sorted set, bounded by the number of users. */
    public static final String USERS_BY_ACTIVITY = "{users}:active";

    /** Ids of kefu and admins by the time in milliseconds at which they were last seen: sorted set, bounded by their number. */
    public static final String STAFF_BY_ACTIVITY = "{users}:active:staff";

    /** The ids of all kefu and admins in lower case: set, bounded by their number. */
    public static final String STAFF_IDS = "{users}:staff-ids";

    /** Ids of anonymous customers by the time at which they were last seen: sorted set, bounded by their number. */
    public static final String ANONYMOUS_BY_ACTIVITY = "{users}:active:anonymous";

    /** Addresses from which a user logged in, by time in milliseconds: sorted set, the newest 32, 30 days. */
    public static String knownAddresses(UserId id) {
        return KNOWN_ADDRESSES_PREFIX + id;
    }

    /** Reserves the id of a deleted user: empty string, a minute. It has the SHA-256 of the id, because the id was deleted. */
    public static String resting(UserId id) {
        return "{users}:resting:" + HexFormat.of().formatHex(Sha256.of(id.value()));
    }

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

    /** Counted attempts against a rate limit: state of Bucket4j, until the limit has recovered. */
    public static String attempts(String limit, String key) {
        return "{limits}:" + limit + ":" + key;
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

    /** The sums of a day's counts of all partitions: hash, as long as counts are kept. */
    public static String folded(String kind, long day) {
        return "{folded}:" + kind + ":" + day;
    }

    /** The last day whose counts are folded: string, kept. */
    public static String foldedUntil(String kind) {
        return "{folded}:" + kind;
    }

    /** The newest messages of the conversations of a kefu: sorted set of message references by time, the newest 10,000. */
    public static String newestOfKefu(String kefu) {
        return "{newest}:of:" + kefu;
    }

    /** Colleagues with whom a kefu has a conversation: sorted set by the time of its last message, the newest 1,000. */
    public static String partnersOf(String kefu) {
        return "{newest}:partners:" + kefu;
    }

    /** The newest messages of all conversations: sorted set of message references by time, the newest 1,000. */
    public static final String NEWEST = "{newest}";

    /** The last applied entry of each partition's index queue about a session: hash, one field a partition. */
    public static final String SESSIONS_APPLIED = "{sessions}:applied";

    /** The tags that sessions have: sorted set by the number of sessions with the tag, as long as there are any. */
    public static final String SESSION_TAGS = "{sessions}:tags";

    /** The beginning of the keys of the index of sessions: sorted sets by opening time in milliseconds, as long as sessions. */
    public static final String SESSION_INDEX_PREFIX = "{sessions}:by:";

    /** The number of the newest entry of the audit log: string, kept. */
    public static final String AUDIT_NUMBER = "{audit}:number";

    /** The entries of the audit log: hash of id to JSON, at most 400 days and the number that {@code AuditLog} says. */
    public static final String AUDIT_ENTRIES = "{audit}:entries";

    /** The ids of the entries of the audit log whose change may not have happened: set, as long as these entries. */
    public static final String AUDIT_UNCONFIRMED = "{audit}:unconfirmed";

    /** The beginning of the keys of the audit log's index: sorted sets of ids by time in milliseconds, as long as the entries. */
    public static final String AUDIT_INDEX_PREFIX = "{audit}:by:";

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

    /** The key that signs links to files, unless one is configured: string, kept. */
    public static final String LINK_KEY = "{files}:link-key";

    /** The store id of the files' contents: string, kept. */
    public static final String FILE_STORE = "{files}:store";

    /** The canned replies of an owner: hash of folded shortcuts to JSON documents, at most 1,000, until the owner is deleted. */
    public static String replies(String owner) {
        return REPLIES_PREFIX + owner;
    }

    /** The versions of the canned replies of each owner: hash, bounded by the number of owners. */
    public static final String REPLY_VERSIONS = "{replies}:versions";

    /** The blocks of users and networks: hash of id to the block as JSON, at most 10,000. */
    public static final String BLOCKS = "{blocks}:entries";

    /** Ids of blocks by creation time in milliseconds: sorted set, one entry a block. */
    public static final String BLOCKS_BY_CREATION = "{blocks}:created";

    /** Ids of blocks that end by themselves, by their end in milliseconds: sorted set, at most one entry a block. */
    public static final String BLOCKS_BY_END = "{blocks}:ends";

    /** The number of changes of the blocks so far: string, kept. */
    public static final String BLOCKS_VERSION = "{blocks}:version";

    /** The channel for changes of the blocks, in their slot. */
    public String blocks() {
        return database + ":{blocks}";
    }

    /** The working hours: hash of version and document, kept. */
    public static final String HOURS = "{hours}";

    /** The channel for changes of the working hours, in their slot. */
    public String hours() {
        return database + ":{hours}";
    }

    /** The sockets of the users of a node: hash by user, expires some seconds after the node's last report. */
    public static String socketsOfNode(String node) {
        return "{sockets:" + node + "}";
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
