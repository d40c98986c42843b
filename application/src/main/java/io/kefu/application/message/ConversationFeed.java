package io.kefu.application.message;

import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageEvents.Subscription;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Reached;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.application.message.port.MessageLog.Standing;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Gives one connection all that a conversation gets, from a position on: complete, in the order of seq, nothing twice.
 *
 * <p>Events are hints. The feed subscribes first, then reads the log from its position until it has caught up, then
 * takes what the events carry, as long as each is the next seq; on a hole, or when events may have been lost, it reads
 * the log again.
 *
 * <p>If the store lost entries, or may have, the receiver is told, and the feed begins anew after what the side is known to
 * have: then alone a seq may come twice.
 *
 * <p>Everything but {@link #start} runs on the executor, which runs one task after the other.
 */
public final class ConversationFeed {
    private final @Nullable UserId serving;
    private final String connection;
    private final Receiver receiver;
    private final FeedPosition position;
    private final FeedReader reader;
    private boolean open;
    private boolean stopped;
    private @Nullable Subscription subscription;

    private ConversationFeed(Beginning from, String connection, MessageLog log, Receiver receiver, Executor executor) {
        this.serving = from.serving();
        this.connection = connection;
        this.receiver = receiver;
        this.position = new FeedPosition(from.position());
        this.reader = new FeedReader(from, log, receiver, position, executor);
    }

    /**
     * Where a feed begins.
     *
     * @param side the side that the receiver is on
     * @param epoch the epoch of the log that the position belongs to
     * @param position the seq after which to begin
     * @param own how far the receiver was told that its own side has got
     * @param peer how far the receiver was told that the other side has got
     * @param serving the kefu for whom it is, who gets it only while serving the customer; null for whoever takes part for good
     */
    public record Beginning(
            ConversationId conversation,
            Side side,
            String epoch,
            long position,
            Reached own,
            Reached peer,
            @Nullable UserId serving) {}

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
            reader.read();
        }
    }

    /** The receiver has room again, or the log may be readable again. */
    public void resume() {
        reader.resume();
    }

    /** Notes that the connection itself sent the message of this seq, and knows so. */
    public void sent(long seq) {
        position.sentHere(seq);
    }

    /** Notes cursors that the connection itself reports, so that they are not sent back to it. */
    public void reports(long delivered, long read) {
        reader.reports(delivered, read);
    }

    /** Begins again after another seq, at the receiver's wish; whatever is above it comes, again or not. */
    public void rewind(long seq) {
        position.rewind(seq);
        reader.readAgain();
    }

    /** Whoever had left the customer may serve them again. */
    public void checkAgain() {
        if (reader.isLeft()) {
            reader.readAgain();
        }
    }

    /** Everything up to here was given to the receiver, or is its own. */
    public long reached() {
        return position.reached();
    }

    /** The lowest seq above {@link #reached} that the connection did not send itself: the receiver gets it next. */
    public long next() {
        return position.next();
    }

    /** The seqs above {@link #reached} that the connection sent itself, lowest first. */
    public List<Long> sentHere() {
        return position.allSentHere();
    }

    /** The epoch of the log that {@link #reached} belongs to. */
    public String epoch() {
        return reader.epoch();
    }

    /** The highest seq that was given to the receiver; 0 for nothing yet. */
    public long given() {
        return position.given();
    }

    /** Completes when the feed has come to the log's end for the first time, or has ended. */
    public CompletionStage<Void> caughtUp() {
        return reader.caughtUp();
    }

    /** Ends the feed. */
    public void stop() {
        stopped = true;
        reader.stop();
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
                if (open && !reader.isLeft()) {
                    receiver.advanced(advanced);
                }
            }
            case ConversationEvent.Passing passing -> {
                if (open && !reader.isLeft()) {
                    receiver.told(passing);
                }
            }
            case ConversationEvent.Interrupted lost -> reader.readAgain();
        }
    }

    private void hear(ConversationEvent.Appended appended) {
        long seq = appended.message().seq();
        if (reader.isLeft()) {
            return;
        }
        if (seq <= position.reached() && !reader.isGone()) {
            // The event came twice, or the store has lost the entry that had this seq before.
            if (position.isReused(appended.message().timestamp())) {
                reader.readAgain();
            }
            return;
        }
        boolean isOwn = connection.equals(appended.origin());
        if (reader.isAtEnd() && seq == position.reached() + 1 && isForWhoServes(appended.message())) {
            position.advance(seq, appended.message().timestamp(), !isOwn);
            if (!isOwn) {
                receiver.receive(appended.message(), appended);
            }
            return;
        }
        // It will be read from the log, which does not tell whose it is.
        if (isOwn) {
            position.sentHere(seq);
        }
        reader.readUpTo(seq);
    }

    /** Whether the event itself shows that the receiver still serves; else the log is asked, which knows. */
    private boolean isForWhoServes(Message message) {
        return serving == null || serving.equals(message.to()) || serving.equals(message.from());
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
