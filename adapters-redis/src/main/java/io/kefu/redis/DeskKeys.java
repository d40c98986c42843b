package io.kefu.redis;

/**
 * The keys of the desk: the open sessions, the kefu who may serve them, and the users who are online. They share a slot, so
 * that one script can change all of them. Spaces separate the fields of a value, because no id, type or skill contains a
 * space.
 */
public final class DeskKeys {
    /** The number of the desk's last change: string, kept. */
    public static final String NUMBER = "{desk}:number";

    /**
     * Every open session: hash of session id to {@code session customer type created opened preferred kefu number
     * passed-on-by}, while open. {@code opened} is the number of the change that opened the session, {@code number} the
     * number of its last change.
     */
    public static final String SESSIONS = "{desk}:sessions";

    /** The open session of each customer who has one: hash of customer to session id, while open. */
    public static final String CUSTOMERS = "{desk}:customers";

    /** Waiting sessions by their turn, lowest first: sorted set, while they wait. */
    public static final String QUEUE = "{desk}:queue";

    /**
     * Waiting sessions whose customer has no socket, by the time of the customer's last call in milliseconds: sorted set,
     * while they wait.
     */
    public static final String ABSENT = "{desk}:absent";

    /**
     * Customers who were disabled or deleted, by the time of that change in milliseconds. A sweep looks for their open
     * sessions once more and removes the entry: sorted set, some seconds.
     */
    public static final String BLOCKED = "{desk}:blocked";

    /**
     * Served sessions by the time in milliseconds at which they were last checked for inactivity: sorted set, while they are
     * served.
     */
    public static final String IDLE_CHECKED = "{desk}:idle-checked";

    /**
     * Sessions whose last change at the desk was not applied to their conversation yet, by the time of that change in
     * milliseconds: sorted set, for a round trip, or some seconds after a node died.
     */
    public static final String PENDING = "{desk}:pending";

    /** Served sessions by the number of the change that opened them: sorted set, while they are served. */
    public static final String ACTIVE = "{desk}:active";

    /**
     * Served sessions of each kefu: sorted set of {@code kefu opened session} with {@code opened} in 16 digits, while they
     * are served. All scores are 0, so that the entries are in lexical order. The number of a kefu's entries is the kefu's
     * load.
     */
    public static final String SERVED = "{desk}:served";

    /**
     * The kefu on duty: hash of kefu to {@code status lease-end limit assigned skills}, from login or first heartbeat until
     * the end of duty; times in milliseconds, commas between skills. Bounded by the number of kefu.
     */
    public static final String KEFU = "{desk}:kefu";

    /** Kefu who ended duty, by the time in milliseconds: sorted set, a minute, and until the next end of a duty. */
    public static final String OFF_DUTY = "{desk}:off-duty";

    /**
     * The leases that keep users online: sorted set of {@code user node} for sockets on a node, and of {@code user} with a
     * space at its end for the heartbeats of a kefu, by the end of the lease in milliseconds; until the first change of
     * presence after the end.
     */
    public static final String LEASES = "{desk}:leases";

    /** The number of leases of each user: hash, while the user has leases. */
    public static final String LEASES_OF_USERS = "{desk}:leases-of";

    /** Users who are online, by the time in milliseconds since which they are: sorted set, while they have leases. */
    public static final String ONLINE = "{desk}:online";

    /**
     * Users who came online or went offline and whose change was not announced yet, by the time in milliseconds: sorted set,
     * some seconds.
     */
    public static final String PRESENCE_CHANGED = "{desk}:changed";

    /** Users who were last announced as online: set, until they are announced as offline. */
    public static final String PRESENCE_ANNOUNCED = "{desk}:announced";

    /** The numbers of sockets of each node: hash of node to counts, until the first read after the node's lease ended. */
    public static final String CONNECTIONS = "{desk}:connections";

    /** The node that runs the sweeps: string, for its lease of some seconds. */
    public static final String SWEEPER = "{desk}:sweeper";

    /** The time in milliseconds until which the online time of each kefu was counted: hash, until the end of duty. */
    public static final String COUNTED_UNTIL = "{desk}:counted";

    private DeskKeys() {}

    /** The online time of each kefu on a day of the configured zone, in milliseconds: hash, as long as counts are kept. */
    public static String onlineTime(long day) {
        return "{desk}:time:" + day;
    }
}
