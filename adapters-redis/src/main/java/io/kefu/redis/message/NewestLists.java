package io.kefu.redis.message;

import io.kefu.redis.GlobalKeys;

/** The limits and the members of the lists of newest messages. */
public final class NewestLists {
    /** The maximum number of messages in a kefu's list. */
    static final int MAX_OF_KEFU = 10_000;

    /** The maximum number of colleagues in a kefu's list. */
    static final int MAX_PARTNERS = 1_000;

    /** The maximum number of messages in the list of all conversations. */
    static final int MAX = 1_000;

    private NewestLists() {}

    /** The maximum number of members of a list. */
    public static int limit(String list) {
        if (list.equals(GlobalKeys.NEWEST)) {
            return MAX;
        }
        return list.startsWith(GlobalKeys.partnersOf("")) ? MAX_PARTNERS : MAX_OF_KEFU;
    }

    /**
     * A message as a member of a list. Redis orders members of the same millisecond lexically. A letter for the number of
     * digits precedes the seq, so that the messages of a conversation are in the order of seq.
     */
    public static String reference(String conversation, String seq) {
        return conversation + (char) ('a' + seq.length()) + seq;
    }
}
