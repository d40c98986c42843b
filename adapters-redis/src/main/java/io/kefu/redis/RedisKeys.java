package io.kefu.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kefu.application.access.AccessToken;
import io.kefu.application.hash.Sha256;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Every key and channel that kefu uses in Redis, with its type and lifetime; those of the desk are in {@link DeskKeys}. What
 * a script changes together shares a hash tag (the part in braces) and with it a slot of a Redis Cluster: {@code {pN}} for a
 * partition of conversations, {@code {tN}} for a partition of logins, {@code {fN}} for one of files, {@code {users}} and
 * {@code {desk}} for what must be seen as a whole.
 *
 * <p>Keys belong to the database that the connection has selected. Channels belong to the whole server, so each channel's
 * name begins with the number of the database.
 *
 * @param partitions how many partitions there are; fixed for the life of the data
 * @param database the number of the database, from 0
 */
public record RedisKeys(int partitions, int database) {

    /** The keys in database 0, which is the only one in a Redis Cluster. */
    public RedisKeys(int partitions) {
        this(partitions, 0);
    }

    /** How many partitions the data has: string, kept. */
    public static final String PARTITIONS = "{meta}:partitions";

    /** The id of the data: random, made by the first start and made anew after the data were lost; string, kept. */
    public static final String DATA = "{meta}:data";

    /** A key that is written before the start to test whether Redis accepts writes: empty string, a second. */
    public static final String PROBE = "{meta}:probe";

    /** A user's record: hash, kept until the user is deleted. */
    public static String user(UserId id) {
        return "{users}:user:" + id;
    }

    /** User ids by creation time in milliseconds: sorted set, bounded by the number of users. */
    public static String usersByCreation(String listName) {
        return "{users}:created:" + listName;
    }

    /** User ids by the time in milliseconds at which they were last seen: sorted set, bounded by the users. */
    public static final String USERS_BY_ACTIVITY = "{users}:active";

    /** The kefu and admins among them: sorted set, bounded by their number. */
    public static final String STAFF_BY_ACTIVITY = "{users}:active:staff";

    /** The ids of all kefu and admins in lower case: set, bounded by their number. */
    public static final String STAFF_IDS = "{users}:staff-ids";

    /** The customers among them for whom nobody vouches: sorted set, bounded by their number. */
    public static final String ANONYMOUS_BY_ACTIVITY = "{users}:active:anonymous";

    /** From where a user has logged in: sorted set of addresses by time, the newest 32, 30 days. */
    public static String knownAddresses(UserId id) {
        return "{users}:addresses:" + id;
    }

    /** That nobody gets an id for now: empty string, a minute. The id's SHA-256, for who had it is forgotten. */
    public static String resting(UserId id) {
        return "{users}:resting:" + HexFormat.of().formatHex(Sha256.of(id.value()));
    }

    /** A login: hash of user, role, name and lifetime, for the token's lifetime. */
    public String token(AccessToken.Digest token) {
        return loginTag(token.group()) + ":token:" + token.hash();
    }

    /** A user's logins: sorted set of token hashes by expiry, the newest 1,000, as long as the longest-lived of them. */
    public String tokensOf(UserId user) {
        return loginTag(AccessToken.groupOf(user)) + ":tokens:" + user;
    }

    /** What precedes a token's hash in its key. */
    public String tokenPrefix(UserId user) {
        return loginTag(AccessToken.groupOf(user)) + ":token:";
    }

    /** What precedes a user's id in the key of its logins, in the slot of this token. */
    public String tokensPrefix(AccessToken.Digest token) {
        return loginTag(token.group()) + ":tokens:";
    }

    /** Attempts against a limit: a Bucket4j state, until the limit has recovered. */
    public static String attempts(String limit, String key) {
        return "{limits}:" + limit + ":" + key;
    }

    /** The channel for the messages in rooms. */
    public String rooms() {
        return database + ":{rooms}";
    }

    /** A conversation's standing: hash, as long as the conversation. */
    public String conversation(ConversationId id) {
        return tag(id) + ":conv:" + id.key();
    }

    /** A conversation's log: stream whose entry ids are seqs, as long as the conversation. */
    public String log(ConversationId id) {
        return tag(id) + ":log:" + id.key();
    }

    /** What is left of recalled messages: hash of seq to an entry's fields as JSON, as long as the conversation. */
    public String recalled(ConversationId id) {
        return tag(id) + ":recalled:" + id.key();
    }

    /**
     * The entries above a side's read cursor that do not count as unread: recalled messages, and the notices of
     * recalls. Sorted set of seqs; the score is the seq for entries that the first side reads, and the negative seq for
     * entries that the second side reads; while there are any.
     */
    public String uncounted(ConversationId id) {
        return tag(id) + ":uncounted:" + id.key();
    }

    /**
     * The server's replication id, how often a partition's data may have lost its tail, the id of the data, and a number that
     * each write probe raises: hash, kept.
     */
    public String history(int partition) {
        return "{p" + partition + "}:history";
    }

    /** Written only to wait until a replica has it, and with it all that was written before: string, a second. */
    public String mark(int partition) {
        return "{p" + partition + "}:mark";
    }

    /** The client message ids of a day, counted from 1970: hash to seq, 48 hours. */
    public String sent(ConversationId id, long day) {
        return tag(id) + ":sent:" + id.key() + ":" + day;
    }

    /** The kefu who serve or served a conversation's customer: hash, as long as the conversation. */
    public String kefuOf(ConversationId id) {
        return tag(id) + ":kefu:" + id.key();
    }

    /** The suffixes of a conversation's sessions by opening time: sorted set, as long as the conversation. */
    public String sessionsOf(ConversationId id) {
        return tag(id) + ":sessions:" + id.key();
    }

    /** A session: hash, as long as its conversation. */
    public String session(SessionId id) {
        return tag(id.conversation()) + ":session:" + id.value().substring("sess_".length());
    }

    /** What precedes a session's suffix in its key. */
    public String sessionPrefix(ConversationId id) {
        return tag(id) + ":session:" + id.key();
    }

    /** The channel on which a conversation's events are published, in the conversation's slot. */
    public String channel(ConversationId id) {
        return database + ":{p" + partition(id) + "}:on:" + id.key();
    }

    /** The channel for events of a user that belong to no conversation. */
    public String channel(UserId id) {
        return database + ":{user:" + id + "}";
    }

    /** What was appended to a partition's logs and not yet indexed: stream, about 100,000 entries at most. */
    public String feed(int partition) {
        return "{p" + partition + "}:feed";
    }

    /**
     * What happened in a partition on a day of UTC, counted from 1970: hash of a quarter-hour's number and a letter, that of
     * a type for its messages, {@code c} for sessions that ended and {@code d} for their milliseconds, until it is folded.
     * Quarter-hours count from the day's beginning; those above 95 are the next day's.
     */
    public String counts(int partition, long day) {
        return "{p" + partition + "}:counts:" + day;
    }

    /**
     * The work counters of kefu in a partition on a day of the configured zone, counted from 1970: hash of {@code kefu
     * figure}, with an empty kefu for the queue, until it is folded.
     */
    public String work(int partition, long day) {
        return "{p" + partition + "}:work:" + day;
    }

    /** What a day's hashes of all partitions come to: hash, as long as counts are kept. */
    public static String folded(String kind, long day) {
        return "{folded}:" + kind + ":" + day;
    }

    /** The last day whose hashes are folded: string, kept. */
    public static String foldedUntil(String kind) {
        return "{folded}:" + kind;
    }

    /** The newest messages that a kefu took part in: sorted set of places by time, the newest 10,000. */
    public static String newestOfKefu(String kefu) {
        return "{newest}:of:" + kefu;
    }

    /** The colleagues with whom a kefu has a conversation: sorted set by the time of its last message, the newest 1,000. */
    public static String partnersOf(String kefu) {
        return "{newest}:partners:" + kefu;
    }

    /** The newest messages of the house: sorted set of places by time, the newest 1,000. */
    public static final String NEWEST = "{newest}";

    /** The files that a conversation's messages name, each with the messages' seqs: hash, as long as the conversation. */
    public String filesNamed(ConversationId id) {
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

    /** What a user stores: hash of how many files and bytes, while there are any. */
    public String filesUsed(int group, UserId user) {
        return fileTag(group) + ":used:" + user;
    }

    /** The conversations that name a file: sorted set by time in milliseconds, the newest 1,000, as long as the file. */
    public String mentions(FileId id) {
        return fileTag(id.group()) + ":named:" + id.key();
    }

    /** What links to files are signed with, unless it is configured: string, kept. */
    public static final String LINK_KEY = "{files}:link-key";

    /** The text by which the store of the files' contents is known: string, kept. */
    public static final String FILE_STORE = "{files}:store";

    /** The partition that a conversation lives in. */
    public int partition(ConversationId id) {
        byte[] head = Base64.getUrlDecoder().decode(id.key().substring(0, 4).getBytes(US_ASCII));
        return ((Byte.toUnsignedInt(head[0]) << 8) | Byte.toUnsignedInt(head[1])) % partitions;
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
