package io.kefu.application.message;

import io.kefu.application.message.ConversationFeed.Beginning;
import io.kefu.application.message.ConversationFeed.Receiver;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Batch;
import io.kefu.application.message.port.MessageLog.Reached;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.application.message.port.MessageLog.Standing;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Reads a feed's log from its position to the end: in batches, and only while the receiver has room, so a long backlog needs
 * no more memory than a short one. Everything runs on the feed's executor.
 */
final class FeedReader {
    private static final int LARGEST_BATCH = 100;

    private final ConversationId conversation;
    private final Side side;
    private final @Nullable UserId serving;
    private final MessageLog log;
    private final Receiver receiver;
    private final FeedPosition position;
    private final Executor executor;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();

    /** The cursors of each side that the receiver was told or has reported itself. */
    private final Map<Side, Reached> cursors = new EnumMap<>(Side.class);

    /** The epoch of the log that the position belongs to. */
    private String epoch;

    /** The highest seq that was heard of since the read under way began. */
    private long overheard;

    /** How much is read at a time: less, where the receiver had no room for all of it. */
    private int limit = LARGEST_BATCH;

    /** Until it is at the log's end; at first it has yet to begin. */
    private boolean reading = true;

    /** Events may have been lost since the read under way began. */
    private boolean interrupted;

    private boolean waiting;
    private boolean stopped;

    /** Somebody else serves the customer now, or nobody. */
    private boolean left;

    /** The log did not exist when it was last read. */
    private boolean gone;

    FeedReader(Beginning from, MessageLog log, Receiver receiver, FeedPosition position, Executor executor) {
        this.conversation = from.conversation();
        this.side = from.side();
        this.serving = from.serving();
        this.epoch = from.epoch();
        cursors.put(side, from.own());
        cursors.put(side.other(), from.peer());
        this.log = log;
        this.receiver = receiver;
        this.position = position;
        this.executor = executor;
    }

    /**
     * Whether it has come to the log's end, so that the next message may be taken from its event. If the log was gone,
     * the next message may belong to another epoch, which only a read can tell.
     */
    boolean isAtEnd() {
        return !reading && !left && !gone;
    }

    /** Whether the log did not exist when it was last read, because the store has lost it. */
    boolean isGone() {
        return gone;
    }

    /** Whether the receiver does not serve the customer any more, as far as the log knows. */
    boolean isLeft() {
        return left;
    }

    String epoch() {
        return epoch;
    }

    /** Completes when it has come to the log's end for the first time, or was stopped. */
    CompletionStage<Void> caughtUp() {
        return caughtUp;
    }

    /** Notes cursors that the connection itself reports. A read seq also counts as delivered. */
    void reports(long delivered, long read) {
        cursors.computeIfPresent(
                side,
                (own, known) -> new Reached(
                        Math.max(known.delivered(), Math.max(delivered, read)), Math.max(known.read(), read)));
    }

    /** There is an entry of this seq, which has not been given. */
    void readUpTo(long seq) {
        overheard = Math.max(overheard, seq);
        readUnlessReading();
    }

    /** The position may have changed, or events may have been lost. */
    void readAgain() {
        interrupted = true;
        readUnlessReading();
    }

    /** The receiver has room again, or the log may be readable again. */
    void resume() {
        if (waiting) {
            waiting = false;
            read();
        }
    }

    void stop() {
        stopped = true;
        caughtUp.complete(null);
    }

    private void readUnlessReading() {
        if (!reading) {
            read();
        }
    }

    void read() {
        if (stopped) {
            return;
        }
        reading = true;
        if (!receiver.isReady()) {
            waiting = true;
            return;
        }
        interrupted = false;
        overheard = position.reached();
        long from = position.reached();
        log.after(conversation, from, limit, serving)
                .whenCompleteAsync(
                        (batch, failure) -> {
                            if (stopped) {
                                return;
                            }
                            if (from == position.reached()) {
                                took(batch, failure);
                            } else {
                                read();
                            }
                        },
                        executor);
    }

    private void took(@Nullable Batch batch, @Nullable Throwable failure) {
        if (batch == null) {
            failed(failure);
            return;
        }
        Optional<Standing> standing = batch.standing();
        left = serving != null
                && standing.filter(s -> serving.equals(s.user(Side.SECOND))).isEmpty();
        gone = serving == null && standing.isEmpty();
        if (!left) {
            standing.ifPresent(this::tellOfCursors);
        }
        if (standing.isPresent() && isOfAnotherLife(standing.get())) {
            beginAnew(standing.get());
            return;
        }
        int given = 0;
        for (Message message : batch.messages()) {
            if (stopped) {
                return;
            }
            if (!receiver.isReady()) {
                // The rest is read again, and no more than there was room for.
                limit = Math.max(1, given);
                waiting = true;
                return;
            }
            given++;
            give(message);
        }
        boolean mayBeMore = given == limit || interrupted || (!left && overheard > position.reached());
        limit = Math.min(LARGEST_BATCH, 2 * limit);
        if (mayBeMore) {
            read();
        } else {
            reading = false;
            caughtUp.complete(null);
        }
    }

    private void failed(@Nullable Throwable failure) {
        waiting = true;
        receiver.failed(failure);
    }

    private void give(Message message) {
        boolean isOwn = position.isSentHere(message.seq());
        position.advance(message.seq(), message.timestamp(), !isOwn);
        if (!isOwn) {
            receiver.receive(message, null);
        }
    }

    /**
     * Tells the receiver of cursors that rose. Events do this as well, but they may be lost, and they are ignored
     * before the feed is open.
     */
    private void tellOfCursors(Standing standing) {
        for (Side which : Side.values()) {
            Reached reached = standing.of(which).reached();
            Reached known = Objects.requireNonNull(cursors.get(which));
            @Nullable UserId user = standing.user(which);
            if (user != null && (reached.delivered() > known.delivered() || reached.read() > known.read())) {
                cursors.put(which, reached);
                receiver.advanced(
                        new ConversationEvent.Advanced(conversation, user, reached.delivered(), reached.read(), null));
            }
        }
    }

    private boolean isOfAnotherLife(Standing standing) {
        return !standing.epoch().equals(epoch) || standing.last() < position.reached();
    }

    private void beginAnew(Standing standing) {
        if (standing.epoch().equals(epoch)) {
            // Nobody has noticed so far. It is read again with the new epoch, or, if that could not be noted, as
            // before.
            log.lost(standing, position.reached())
                    .whenCompleteAsync(
                            (noted, failure) -> {
                                if (failure == null) {
                                    read();
                                } else {
                                    failed(failure);
                                }
                            },
                            executor);
            return;
        }
        epoch = standing.epoch();
        for (Side which : Side.values()) {
            cursors.put(which, standing.of(which).reached());
        }
        // The delivered seq may come from other devices: entries that this receiver has not got yet must not be
        // skipped.
        position.beginAnew(
                Math.min(position.reached(), Math.min(standing.of(side).delivered(), standing.last())));
        receiver.begunAnew(standing, side);
        read();
    }
}
