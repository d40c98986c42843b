package io.kefu.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kefu.application.access.AccessToken;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.util.Base64;

/**
 * Every key and channel that kefu uses in Redis, with its type and lifetime. What a script changes together shares a
 * hash tag (the part in braces) and with it a slot of a Redis Cluster: {@code {pN}} for a partition of conversations,
 * {@code {tN}} for a partition of logins, {@code {users}} and {@code {desk}} for what must be seen as a whole.
 *
 * @param partitions how many partitions there are; fixed for the life of the data
 */
public record RedisKeys(int partitions) {

    /** How many partitions the data has: string, kept. */
    public static final String PARTITIONS = "{meta}:partitions";

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

    /** From where a user has logged in: sorted set of addresses by time, the newest 32, 30 days. */
    public static String knownAddresses(UserId id) {
        return "{users}:addresses:" + id;
    }

    /** A login: hash of user, role and name, for the token's lifetime. */
    public String token(AccessToken.Digest token) {
        return loginTag(token.group()) + ":token:" + token.hash();
    }

    /** A user's logins: set of token hashes, as long as the longest-lived of them. */
    public String tokensOf(UserId user) {
        return loginTag(AccessToken.groupOf(user)) + ":tokens:" + user;
    }

    /** What precedes a token's hash in its key. */
    public String tokenPrefix(UserId user) {
        return loginTag(AccessToken.groupOf(user)) + ":token:";
    }

    /** Attempts against a limit: a Bucket4j state, until the limit has recovered. */
    public static String attempts(String limit, String key) {
        return "{limits}:" + limit + ":" + key;
    }

    /** A part of the desk; see the adapter that owns it for type and lifetime. */
    public static String desk(String part) {
        return "{desk}:" + part;
    }

    /** A conversation's standing: hash, as long as the conversation. */
    public String conversation(ConversationId id) {
        return tag(id) + ":conv:" + id.key();
    }

    /** A conversation's log: stream whose entry ids are seqs, as long as the conversation. */
    public String log(ConversationId id) {
        return tag(id) + ":log:" + id.key();
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

    /** The channel on which a conversation's events are published, in the conversation's slot. */
    public String channel(ConversationId id) {
        return tag(id) + ":on:" + id.key();
    }

    /** The channel on which is published what concerns a user outside of conversations. */
    public static String channel(UserId id) {
        return "{user:" + id + "}";
    }

    /** What was appended to a partition's logs and not yet indexed: stream, about 100,000 entries at most. */
    public String feed(int partition) {
        return "{p" + partition + "}:feed";
    }

    /** The newest messages that a kefu took part in: sorted set of places by time, the newest 10,000. */
    public static String newestOfKefu(String kefu) {
        return "{newest}:" + kefu;
    }

    /** The newest messages of the house: sorted set of places by time, the newest 1,000. */
    public static final String NEWEST = "{newest}";

    /** The partition that a conversation lives in. */
    public int partition(ConversationId id) {
        byte[] head = Base64.getUrlDecoder().decode(id.key().substring(0, 4).getBytes(US_ASCII));
        return ((Byte.toUnsignedInt(head[0]) << 8) | Byte.toUnsignedInt(head[1])) % partitions;
    }

    private String tag(ConversationId id) {
        return "{p" + partition(id) + "}";
    }

    private String loginTag(int group) {
        return "{t" + group % partitions + "}";
    }
}
