package io.kefu.redis;

/**
 * The keys of what must be seen as a whole: the open sessions, the kefu who may serve them, and who is online. They
 * share a slot, so that one script can change all of them. A value with several fields separates them by a space,
 * because no id, type or skill contains a space.
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

    /** Waiting session ids by their turn, lowest first: sorted set, while waiting. */
    public static final String QUEUE = "{desk}:queue";

    /**
     * Waiting sessions whose customer has no socket, by the time of the customer's last sign of life in milliseconds:
     * sorted set, while waiting.
     */
    public static final String ABSENT = "{desk}:absent";

    /**
     * Customers who were disabled or deleted, by the time of that change in milliseconds. A sweep looks for their open
     * sessions once more and removes the entry: sorted set, some seconds.
     */
    public static final String BLOCKED = "{desk}:blocked";

    /** Served session ids by when they were last looked at, in milliseconds: sorted set, while served. */
    public static final String QUIET = "{desk}:quiet";

    /**
     * Session ids whose conversations have not followed the desk yet, by when they changed in milliseconds: sorted set,
     * for the time of a round trip, or some seconds after a node died.
     */
    public static final String UNSETTLED = "{desk}:unsettled";

    /** Served session ids by the number of their opening: sorted set, while served. */
    public static final String ACTIVE = "{desk}:active";

    /**
     * The same, kefu by kefu: sorted set of {@code kefu opened session} with {@code opened} in 16 digits, in the order of
     * the alphabet since all scores are 0, while served. How many of a kefu's there are is the kefu's load.
     */
    public static final String SERVED = "{desk}:served";

    /**
     * The kefu on duty: hash of kefu to {@code status lease-end limit last-assigned skills}, from the first beat until the
     * kefu leaves; times in milliseconds, skills with commas. Bounded by the number of kefu.
     */
    public static final String KEFU = "{desk}:kefu";

    /** Kefu who left, by when in milliseconds: sorted set, a minute and until somebody else leaves. */
    public static final String LEFT = "{desk}:left";

    /**
     * The leases that keep users online: sorted set of {@code user node} for sockets on a node and {@code user} with a
     * space at its end for a kefu's beats, by the end of the lease in milliseconds; until they end or some change of
     * presence after that.
     */
    public static final String LEASES = "{desk}:leases";

    /** How many leases each user has: hash, while there are any. */
    public static final String LEASES_OF_USERS = "{desk}:leases-of";

    /** Who is online, by since when in milliseconds: sorted set, while there are leases. */
    public static final String ONLINE = "{desk}:online";

    /** Who came online or went and of whom that was not told yet, by when in milliseconds: sorted set, some seconds. */
    public static final String PRESENCE_CHANGED = "{desk}:changed";

    /** Who was told to be online: set, until it is told that they went. */
    public static final String PRESENCE_TOLD = "{desk}:told";

    /** What the nodes hold in sockets: hash of node to counts, until its lease has run out and somebody counts. */
    public static final String CONNECTIONS = "{desk}:connections";

    /** The node that looks after the whole house: string, for its lease of some seconds. */
    public static final String SWEEPER = "{desk}:sweeper";

    /** Until when each kefu on duty was counted as being there, in milliseconds: hash, until the kefu leaves. */
    public static final String COUNTED_UNTIL = "{desk}:counted";

    private DeskKeys() {}

    /** For how many milliseconds each kefu was there on a day of the house's zone: hash, as long as counts are kept. */
    public static String onlineTime(long day) {
        return "{desk}:time:" + day;
    }
}
