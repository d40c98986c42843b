package io.kefu.application.message;

import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The position of a feed in its log, and the seqs above it that the receiver's own connection sent. Only the highest {@value
 * #MOST_SENT_HERE} of those seqs are kept, so that a client that sends without reading needs bounded memory; the client
 * receives its other messages as pushes.
 */
final class FeedPosition {
    static final int MOST_SENT_HERE = 10_000;

    private final NavigableSet<Long> sentHere = new TreeSet<>();
    private long reached;
    private long lastGiven;
    private @Nullable Instant newest;

    FeedPosition(long reached) {
        this.reached = reached;
    }

    /** The position: the receiver was given every message up to this seq, or sent it itself. */
    long reached() {
        return reached;
    }

    /** The highest seq that was given to the receiver; 0 for none yet. */
    long lastGiven() {
        return lastGiven;
    }

    /** Records that the receiver's connection sent the message of this seq. */
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
     * Whether an entry with this time, whose seq is not above the position, is a second entry under that seq, because
     * the store has lost the first one. Times never run backwards within a log, so an entry that merely comes twice is
     * not newer than the position.
     */
    boolean isReused(Instant time) {
        return newest != null && time.isAfter(newest);
    }

    /**
     * Moves on to the next message.
     *
     * @param time when the message was stored
     * @param isGiven whether the receiver is given the message; false for one of its own
     */
    void advance(long seq, Instant time, boolean isGiven) {
        reached = seq;
        newest = time;
        while (!sentHere.isEmpty() && sentHere.first() <= seq) {
            sentHere.pollFirst();
        }
        if (isGiven) {
            lastGiven = seq;
        }
    }

    /** Moves to any seq of the same log. */
    void rewind(long seq) {
        reached = seq;
    }

    /** Moves to a seq of another epoch, in which the connection has sent nothing yet. */
    void restart(long seq) {
        reached = seq;
        lastGiven = seq;
        newest = null;
        sentHere.clear();
    }
}
