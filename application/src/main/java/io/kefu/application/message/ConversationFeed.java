package io.kefu.application.message;

import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageEvents.Subscription;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Batch;
import io.kefu.application.message.port.MessageLog.Reached;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.application.message.port.MessageLog.Standing;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Gives one connection all that a conversation gets, from a position on: complete, in the order of seq, nothing twice.
 *
 * <p>Events are hints. The feed subscribes first, then reads the log from its position until it has caught up, then
 * takes what the events carry, as long as each is the next seq; on a hole, or when events may have been lost, it reads
 * the log again. It reads in batches and only while the receiver has room, so a long backlog needs no more memory than a
 * short one.
 *
 * <p>If the store lost entries, or may have, the receiver is told, and the feed begins anew after what the side is known to
 * have: then alone a seq may come twice.
 *
 * <p>Everything but {@link #start} runs on the executor, which runs one task after the other.
 */
public final class ConversationFeed {
    private static final int LARGEST_BATCH = 100;

    private final ConversationId conversation;
    private final Side side;
    private final String connection;
    private final MessageLog log;
    private final Receiver receiver;
    private final Executor executor;
    private final NavigableSet<Long> sentHere = new TreeSet<>();

    /** Everything up to here was given to the receiver, or is its own. */
    private long position;

    /** The highest seq that was given to the receiver. */
    private long given;

    /** The log's life that the position belongs to; null before anything is known of one. */
    private @Nullable String epoch;

    /** How far the other side had got when that was last read. */
    private Reached peer;

    /** The highest seq that was heard of since the read under way began. */
    private long overheard;

    /** How much is read at a time: less, where the receiver had no room for all of it. */
    private int limit = LARGEST_BATCH;

    private boolean open;
    private boolean reading = true;

    /** Events may have been lost since the read under way began. */
    private boolean interrupted;

    private boolean waiting;
    private boolean stopped;
    private @Nullable Subscription subscription;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();

    private ConversationFeed(Beginning from, String connection, MessageLog log, Receiver receiver, Executor executor) {
        this.conversation = from.conversation();
        this.side = from.side();
        this.epoch = from.epoch();
        this.position = from.position();
        this.peer = from.peer();
        this.connection = connection;
        this.log = log;
        this.receiver = receiver;
        this.executor = executor;
    }

    /**
     * Where a feed begins.
     *
     * @param side the side that the receiver is on
     * @param epoch the log's life that the position belongs to; null where nothing has happened yet
     * @param position the seq after which to begin
     * @param peer how far the receiver was told that the other side has got
     */
    public record Beginning(
            ConversationId conversation,
            Side side,
            @Nullable String epoch,
            long position,
            Reached peer) {}

    /**
     * Begins a feed. The stage completes once it is subscribed; nothing is given to the receiver before {@link #open}.
     *
     * @param connection the connection's id: what was sent from it is not given back to it
     */
    public static CompletionStage<ConversationFeed> start(
            Beginning from,
            String connection,
            MessageLog log,
            MessageEvents events,
            Receiver receiver,
            Executor executor) {
        ConversationFeed feed = new ConversationFeed(from, connection, log, receiver, executor);
        return events.follow(from.conversation(), event -> executor.execute(() -> feed.hear(event)))
                .thenApplyAsync(feed::subscribed, executor);
    }

    private ConversationFeed subscribed(Subscription granted) {
        subscription = granted;
        if (stopped) {
            granted.cancel();
        }
        return this;
    }

    /** Lets what is newer than the position flow; a second call changes nothing. */
    public void open() {
        if (!open) {
            open = true;
            read();
        }
    }

    /** The receiver has room again, or the log may be readable again. */
    public void resume() {
        if (waiting) {
            waiting = false;
            read();
        }
    }

    /** Notes that the connection itself sent the message of this seq, and knows so. */
    public void sent(long seq) {
        if (seq > position) {
            sentHere.add(seq);
        }
    }

    /** Begins again after another seq, at the receiver's wish; whatever is above it comes, again or not. */
    public void rewind(long seq) {
        position = seq;
        interrupted = true;
        if (open) {
            readUnlessReading();
        }
    }

    /** The highest seq that was given to the receiver; 0 for nothing yet. */
    public long given() {
        return given;
    }

    /** Completes when the feed has come to the log's end for the first time, or has ended. */
    public CompletionStage<Void> caughtUp() {
        return caughtUp;
    }

    /** Ends the feed. */
    public void stop() {
        stopped = true;
        caughtUp.complete(null);
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void hear(ConversationEvent event) {
        if (stopped) {
            return;
        }
        switch (event) {
            case ConversationEvent.Appended appended -> hear(appended);
            case ConversationEvent.Advanced advanced -> {
                // Before it is open nothing may come; the first read tells where the other side is.
                if (open) {
                    receiver.advanced(advanced);
                }
            }
            case ConversationEvent.Passing passing -> {
                if (open) {
                    receiver.told(passing);
                }
            }
            case ConversationEvent.Interrupted lost -> {
                interrupted = true;
                readUnlessReading();
            }
        }
    }

    private void hear(ConversationEvent.Appended appended) {
        long seq = appended.message().seq();
        boolean isOwn = connection.equals(appended.origin());
        if (seq <= position) {
            return;
        }
        if (!reading && seq == position + 1) {
            take(appended.message(), isOwn, appended);
            return;
        }
        // It will be read from the log, which does not tell whose it is.
        if (isOwn) {
            sentHere.add(seq);
        }
        overheard = Math.max(overheard, seq);
        readUnlessReading();
    }

    private void readUnlessReading() {
        if (!reading) {
            read();
        }
    }

    private void read() {
        if (stopped) {
            return;
        }
        reading = true;
        if (!receiver.isReady()) {
            waiting = true;
            return;
        }
        interrupted = false;
        overheard = position;
        long from = position;
        log.after(conversation, from, limit)
                .whenCompleteAsync(
                        (batch, failure) -> {
                            if (stopped) {
                                return;
                            }
                            if (from == position) {
                                took(batch, failure);
                            } else {
                                read();
                            }
                        },
                        executor);
    }

    private void took(@Nullable Batch batch, @Nullable Throwable failure) {
        if (batch == null) {
            waiting = true;
            receiver.failed(failure);
            return;
        }
        Optional<Standing> standing = batch.standing();
        standing.ifPresent(this::tellOfPeer);
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
            take(message, sentHere.contains(message.seq()), null);
        }
        boolean mayBeMore = given == limit || interrupted || overheard > position;
        limit = Math.min(LARGEST_BATCH, 2 * limit);
        if (mayBeMore) {
            read();
        } else {
            reading = false;
            caughtUp.complete(null);
        }
    }

    /** What the other side has read is told by events, too; but those may be lost. */
    private void tellOfPeer(Standing standing) {
        Reached reached = standing.of(side.other()).reached();
        @Nullable UserId user = standing.user(side.other());
        if (user != null && !reached.equals(peer)) {
            peer = reached;
            receiver.advanced(new ConversationEvent.Advanced(conversation, user, reached.delivered(), reached.read()));
        }
    }

    private boolean isOfAnotherLife(Standing standing) {
        if (epoch == null) {
            epoch = standing.epoch();
        }
        return !standing.epoch().equals(epoch) || standing.last() < position;
    }

    private void beginAnew(Standing standing) {
        if (standing.epoch().equals(epoch)) {
            // Nobody has noticed so far. It is read again with the new epoch, or, if that could not be noted, as
            // before.
            log.lost(standing, position)
                    .whenCompleteAsync(
                            (noted, failure) -> {
                                if (failure == null) {
                                    read();
                                } else {
                                    waiting = true;
                                    receiver.failed(failure);
                                }
                            },
                            executor);
            return;
        }
        epoch = standing.epoch();
        position = Math.min(standing.of(side).delivered(), standing.last());
        given = position;
        sentHere.clear();
        receiver.begunAnew(standing, side);
        read();
    }

    private void take(Message message, boolean isOwn, ConversationEvent.@Nullable Appended event) {
        position = message.seq();
        if (!sentHere.isEmpty()) {
            sentHere.headSet(position, true).clear();
        }
        if (!isOwn) {
            given = position;
            receiver.receive(message, event);
        }
    }

    /** Where a feed leads. Called on the feed's executor. */
    public interface Receiver {
        /** Whether another batch may come now; once this is true again, {@link ConversationFeed#resume} is due. */
        boolean isReady();

        /**
         * The conversation's next message.
         *
         * @param event the event that brought it, the same object for all receivers of a node; null if it was read
         */
        void receive(Message message, ConversationEvent.@Nullable Appended event);

        /** The store lost entries, or may have: what is above the side's delivered seq comes, perhaps again. */
        void begunAnew(Standing standing, Side side);

        /** A side's cursors rose. */
        void advanced(ConversationEvent.Advanced event);

        /** Somebody told something that is not kept. */
        void told(ConversationEvent.Passing event);

        /** The log cannot be read for now; {@link ConversationFeed#resume} tries again. */
        void failed(@Nullable Throwable failure);
    }
}
