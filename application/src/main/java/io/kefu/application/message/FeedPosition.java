package io.kefu.application.message;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Where a feed stands in its log, and which of the messages above that went out through the receiver's connection: the newest
 * {@value #MOST_SENT_HERE} of them, so that who sends for ever without reading costs no more; older ones are given back.
 */
final class FeedPosition {
    static final int MOST_SENT_HERE = 10_000;

    private final NavigableSet<Long> sentHere = new TreeSet<>();
    private long reached;
    private long given;

    FeedPosition(long reached) {
        this.reached = reached;
    }

    /** Everything up to here was given to the receiver, or is its own. */
    long reached() {
        return reached;
    }

    /** The highest seq that was given to the receiver; 0 for nothing yet. */
    long given() {
        return given;
    }

    /** The message of this seq went out through the receiver's connection. */
    void sentHere(long seq) {
        if (seq > reached) {
            sentHere.add(seq);
            if (sentHere.size() > MOST_SENT_HERE) {
                sentHere.pollFirst();
            }
        }
    }

    boolean isSentHere(long seq) {
        return sentHere.contains(seq);
    }

    /** Moves on to the next message. */
    void advance(long seq, boolean isGiven) {
        reached = seq;
        if (!sentHere.isEmpty()) {
            sentHere.headSet(seq, true).clear();
        }
        if (isGiven) {
            given = seq;
        }
    }

    /** Goes to any seq. */
    void rewind(long seq) {
        reached = seq;
    }

    /** Goes to a seq of another log, of which nothing was sent here. */
    void beginAnew(long seq) {
        reached = seq;
        given = seq;
        sentHere.clear();
    }
}
