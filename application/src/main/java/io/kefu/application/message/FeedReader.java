package io.kefu.application.message;

import io.kefu.application.message.ConversationFeed.Beginning;
import io.kefu.application.message.ConversationFeed.Receiver;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Batch;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.application.message.port.MessageLog.Side;
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
 * Reads the log of a feed from its position to the end. It reads in batches, and only while the receiver is ready, so that a
 * long backlog needs no more memory than a short one. Everything runs on the feed's executor.
 */
final class FeedReader {
    private static final int LARGEST_BATCH = 100;

    private enum Phase {
        /** A read is under way, or has yet to begin. */
        READING,
        /** The receiver is not ready, or a read failed: {@link #resume} reads again. */
        WAITING,
        /** The last read came to the end of the log. */
        AT_END
    }

    private final ConversationId conversation;
    private final Side side;
    private final @Nullable UserId servingKefu;
    private final MessageLog log;
    private final Receiver receiver;
    private final FeedPosition position;
    private final Executor executor;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();

    /** The cursors of each side that the receiver knows. */
    private final Map<Side, Cursors> cursors = new EnumMap<>(Side.class);

    /** The epoch of the log that the position belongs to. */
    private String epoch;

    private Phase phase = Phase.READING;
    private boolean stopped;

    /** The highest seq of an event since the read under way began. */
    private long announced;

    /** Whether events may have been lost since the read under way began. */
    private boolean interrupted;

    /** The size of the next batch; smaller after the receiver was not ready for a whole batch. */
    private int limit = LARGEST_BATCH;

    private boolean isFormer;
    private boolean isMissing;

    FeedReader(Beginning from, MessageLog log, Receiver receiver, FeedPosition position, Executor executor) {
        this.conversation = from.conversation();
        this.side = from.side();
        this.servingKefu = from.servingKefu();
        this.epoch = from.epoch();
        cursors.put(side, from.own());
        cursors.put(side.other(), from.peer());
        this.log = log;
        this.receiver = receiver;
        this.position = position;
        this.executor = executor;
    }

    /**
     * Whether the next message may be taken from its event. If the log was missing, the next message may belong to
     * another epoch, so the log must be read first.
     */
    boolean isAtEnd() {
        return phase == Phase.AT_END && !isFormer && !isMissing;
    }

    /** Whether the log did not exist when it was last read, because the store has lost it. */
    boolean isMissing() {
        return isMissing;
    }

    /** Whether the feed is for a kefu who did not serve the customer when the log was last read. */
    boolean isFormer() {
        return isFormer;
    }

    String epoch() {
        return epoch;
    }

    /** Completes at the end of the log, the first time, or when the reader is stopped. */
    CompletionStage<Void> caughtUp() {
        return caughtUp;
    }

    /** Records cursors that the connection itself reported. A read seq also counts as delivered. */
    void recordReported(Cursors reported) {
        cursors.computeIfPresent(
                side,
                (own, known) -> new Cursors(
                        Math.max(known.delivered(), Math.max(reported.delivered(), reported.read())),
                        Math.max(known.read(), reported.read())));
    }

    /** Reads up to the entry of this seq, which an event has announced. */
    void readUpTo(long seq) {
        announced = Math.max(announced, seq);
        readIfAtEnd();
    }

    /** Reads again, because the position has changed or events may have been lost. */
    void readAgain() {
        interrupted = true;
        readIfAtEnd();
    }

    /** Called when the receiver is ready again, or the log may be readable again. */
    void resume() {
        if (phase == Phase.WAITING) {
            read();
        }
    }

    void stop() {
        stopped = true;
        caughtUp.complete(null);
    }

    private void readIfAtEnd() {
        if (phase == Phase.AT_END) {
            read();
        }
    }

    void read() {
        if (stopped) {
            return;
        }
        if (!receiver.isReady()) {
            phase = Phase.WAITING;
            return;
        }
        phase = Phase.READING;
        interrupted = false;
        long from = position.reached();
        announced = from;
        log.readAfter(conversation, from, limit, servingKefu)
                .whenCompleteAsync((batch, failure) -> handle(from, batch, failure), executor);
    }

    private void handle(long from, @Nullable Batch batch, @Nullable Throwable failure) {
        if (stopped) {
            return;
        }
        if (from != position.reached()) {
            // The receiver asked for another position meanwhile.
            read();
        } else if (batch == null) {
            waitAfter(failure);
        } else {
            handle(batch);
        }
    }

    private void waitAfter(@Nullable Throwable failure) {
        phase = Phase.WAITING;
        receiver.failed(failure, this::resume);
    }

    private void handle(Batch batch) {
        Optional<ConversationState> state = batch.state();
        isFormer = servingKefu != null
                && state.filter(now -> servingKefu.equals(now.user(Side.SECOND)))
                        .isEmpty();
        isMissing = servingKefu == null && state.isEmpty();
        if (!isFormer) {
            state.ifPresent(this::giveCursors);
        }
        if (state.isPresent() && hasRestarted(state.get())) {
            restart(state.get());
            return;
        }
        int given = 0;
        for (Message message : batch.messages()) {
            if (stopped) {
                return;
            }
            if (!receiver.isReady()) {
                // The remaining messages are read again, in a batch of the size that the receiver was ready for.
                limit = Math.max(1, given);
                phase = Phase.WAITING;
                return;
            }
            given++;
            give(message);
        }
        boolean mayBeMore = given == limit || interrupted || (!isFormer && announced > position.reached());
        limit = Math.min(LARGEST_BATCH, 2 * limit);
        if (mayBeMore) {
            read();
        } else {
            phase = Phase.AT_END;
            caughtUp.complete(null);
        }
    }

    private void give(Message message) {
        boolean isOwn = position.isSentHere(message.seq());
        position.advance(message.seq(), message.timestamp(), !isOwn);
        if (!isOwn) {
            receiver.receive(message, null);
        }
    }

    /**
     * Gives the receiver the cursors that were raised. Events do this as well, but they may be lost, and they are ignored
     * before the feed is open.
     */
    private void giveCursors(ConversationState state) {
        for (Side which : Side.values()) {
            Cursors now = state.of(which).cursors();
            Cursors known = Objects.requireNonNull(cursors.get(which));
            @Nullable UserId user = state.user(which);
            if (user != null && (now.delivered() > known.delivered() || now.read() > known.read())) {
                cursors.put(which, now);
                receiver.advanced(
                        new ConversationEvent.Advanced(conversation, user, now.delivered(), now.read(), null));
            }
        }
    }

    private boolean hasRestarted(ConversationState state) {
        return !state.epoch().equals(epoch) || state.last() < position.reached();
    }

    private void restart(ConversationState state) {
        if (state.epoch().equals(epoch)) {
            // No node has noticed the loss yet. After it was recorded, the log has a new epoch and is read again.
            log.recordLoss(state, position.reached())
                    .whenCompleteAsync(
                            (recorded, failure) -> {
                                if (failure == null) {
                                    read();
                                } else {
                                    waitAfter(failure);
                                }
                            },
                            executor);
            return;
        }
        epoch = state.epoch();
        for (Side which : Side.values()) {
            cursors.put(which, state.of(which).cursors());
        }
        // Another device of the side may have raised the delivered cursor: entries that this receiver does not have yet
        // must not be skipped.
        position.restart(Math.min(position.reached(), Math.min(state.of(side).delivered(), state.last())));
        receiver.restarted(new ConversationView(side, servingKefu != null, state));
        read();
    }
}
