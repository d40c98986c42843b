package io.kefu.redis.message;

import io.kefu.redis.RedisKeys;

/** What the lists of newest messages hold, and how much. */
public final class NewestLists {
    /** How many messages a kefu's list keeps. */
    static final int KEPT_OF_KEFU = 10_000;

    /** How many colleagues a kefu's list keeps. */
    static final int KEPT_PARTNERS = 1_000;

    /** How many messages the house's list keeps. */
    static final int KEPT = 1_000;

    private NewestLists() {}

    /** How many entries a list keeps: the newest. */
    public static int kept(String list) {
        if (list.equals(RedisKeys.NEWEST)) {
            return KEPT;
        }
        return list.startsWith(RedisKeys.partnersOf("")) ? KEPT_PARTNERS : KEPT_OF_KEFU;
    }

    /**
     * A message's place in a list. Places of one millisecond are in the order of the alphabet, so within a conversation in
     * that of seq: a seq is written after a letter for its number of digits.
     */
    public static String place(String conversation, String seq) {
        return conversation + (char) ('a' + seq.length()) + seq;
    }
}
