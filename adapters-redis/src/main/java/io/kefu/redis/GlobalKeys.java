package io.kefu.redis;

import io.kefu.application.hash.Sha256;
import io.kefu.domain.user.UserId;
import java.util.HexFormat;

/**
 * The keys that are not spread over partitions, with type and lifetime, except those of the desk ({@link DeskKeys}). Keys with
 * the same hash tag, for example {@code {users}} for all users, share a slot of a Redis Cluster. The page {@code
 * docs/redis-keys.md} describes the contents of all keys.
 */
public final class GlobalKeys {
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

    /** Counted attempts against a rate limit: state of Bucket4j, until the limit has recovered. */
    public static String attempts(String limit, String key) {
        return "{limits}:" + limit + ":" + key;
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

    /** The working hours: hash of version and document, kept. */
    public static final String HOURS = "{hours}";

    /** The sockets of the users of a node: hash by user, expires some seconds after the node's last report. */
    public static String socketsOfNode(String node) {
        return "{sockets:" + node + "}";
    }

    private GlobalKeys() {}
}
