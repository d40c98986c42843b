package io.kefu.redis;

/**
 * The keys of the desk: the open sessions, the kefu who may serve them, and the users who are online. They share a slot, so
 * that one script can change all of them. Spaces separate the fields of a value, because no id, type or skill contains a
 * space. The page {@code docs/redis-keys.md} says for each key what type it has, what it holds and how large it becomes.
 */
public final class DeskKeys {
    public static final String NUMBER = "{desk}:number";
    public static final String SESSIONS = "{desk}:sessions";
    public static final String CUSTOMERS = "{desk}:customers";
    public static final String QUEUE = "{desk}:queue";
    public static final String ABSENT = "{desk}:absent";
    public static final String BLOCKED = "{desk}:blocked";
    public static final String IDLE_CHECKED = "{desk}:idle-checked";
    public static final String PENDING = "{desk}:pending";
    public static final String ACTIVE = "{desk}:active";
    public static final String SERVED = "{desk}:served";
    public static final String KEFU = "{desk}:kefu";
    public static final String OFF_DUTY = "{desk}:off-duty";
    public static final String LEASES = "{desk}:leases";
    public static final String LEASES_OF_USERS = "{desk}:leases-of";
    public static final String ONLINE = "{desk}:online";
    public static final String PRESENCE_CHANGED = "{desk}:changed";
    public static final String PRESENCE_ANNOUNCED = "{desk}:announced";
    public static final String CONNECTIONS = "{desk}:connections";
    public static final String SWEEPER = "{desk}:sweeper";
    public static final String COUNTED_UNTIL = "{desk}:counted";

    /** The beginning of the keys of {@link #onlineTime}. */
    public static final String ONLINE_TIME_PREFIX = "{desk}:time:";

    private DeskKeys() {}

    /** The online time of each kefu on a day of the configured zone, in milliseconds: hash, as long as counts are kept. */
    public static String onlineTime(long day) {
        return ONLINE_TIME_PREFIX + day;
    }
}
