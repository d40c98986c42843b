package io.kefu.application.message;

import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a feed stands in its log, and which of the messages above that went out through the receiver's connection: the newest
 * {@value #MOST_SENT_HERE} of them, so that who sends for ever without reading costs no more; older ones are given back.
 */
final class FeedPosition {
    static final int MOST_SENT_HERE = 10_000;

    private final NavigableSet<Long> sentHere = new TreeSet<>();
    private long reached;
    private long given;
    private @Nullable Instant newest;

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

    /** The lowest seq above the position that was not sent here. */
    long next() {
        long next = reached + 1;
        while (sentHere.contains(next)) {
            next++;
        }
        return next;
    }

    /** The seqs above the position that were sent here, lowest first. */
    List<Long> allSentHere() {
        return List.copyOf(sentHere.tailSet(reached, false));
    }

    /**
     * Whether the store has given a seq to a second entry. The entry in question has this time and a seq that is not
     * above the position. Times never run backwards within a log, so an entry that merely comes twice is not newer than
     * the position.
     */
    boolean isReused(Instant time) {
        return newest != null && time.isAfter(newest);
    }

    /** Moves on to the next message, which was written at this time. */
    void advance(long seq, Instant time, boolean isGiven) {
        reached = seq;
        newest = time;
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
        newest = null;
        sentHere.clear();
    }
}
