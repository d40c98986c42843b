package io.kefu.application.message;

import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageEvents.Subscription;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the entries of one conversation to one connection, from a position on: complete, in the order of seq, without
 * repeats.
 *
 * <p>Events are hints. The feed subscribes first, then reads the log from its position to the end, then takes messages from
 * events as long as each has the next seq. If a seq is missing, or if events may have been lost, it reads the log again.
 *
 * <p>If the store has lost entries, the log gets a new epoch. The feed then calls {@link Receiver#restarted} and
 * continues after the delivered cursor of the side; only then may a seq come twice.
 *
 * <p>Every method but {@link #start} must be called on the executor, which runs one task after the other.
 */
public final class ConversationFeed {
    private final @Nullable UserId servingKefu;
    private final String connection;
    private final Receiver receiver;
    private final FeedPosition position;
    private final FeedReader reader;
    private boolean open;
    private boolean stopped;
    private @Nullable Subscription subscription;

    private ConversationFeed(Beginning from, String connection, MessageLog log, Receiver receiver, Executor executor) {
        this.servingKefu = from.servingKefu();
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
     * @param own the cursors of its own side that the receiver knows
     * @param peer the cursors of the peer that the receiver knows
     * @param servingKefu the kefu who receives the feed, and gets entries only while serving the customer; null for a
     *     user who always takes part
     */
    record Beginning(
            ConversationId conversation,
            Side side,
            String epoch,
            long position,
            Cursors own,
            Cursors peer,
            @Nullable UserId servingKefu) {}

    /**
     * Starts a feed. The stage completes once it is subscribed. The receiver gets nothing before {@link #open}.
     *
     * @param connection the connection's id; messages that were sent from it are not given back to it
     */
    static CompletionStage<ConversationFeed> start(
            Beginning from,
            String connection,
            MessageLog log,
            MessageEvents events,
            Receiver receiver,
            Executor executor) {
        ConversationFeed feed = new ConversationFeed(from, connection, log, receiver, executor);
        return events.subscribe(from.conversation(), event -> executor.execute(() -> feed.handle(event)))
                .thenApplyAsync(feed::subscribed, executor);
    }

    private ConversationFeed subscribed(Subscription granted) {
        subscription = granted;
        if (stopped) {
            granted.cancel();
        }
        return this;
    }

    /** Starts to give the receiver the entries above the position. A second call changes nothing. */
    public void open() {
        if (!open) {
            open = true;
            reader.read();
        }
    }

    /** Continues after {@link Receiver#isReady} was false. */
    public void resume() {
        reader.resume();
    }

    /** Records that the connection itself sent the message of this seq, and knows its seq. */
    public void sent(long seq) {
        position.sentHere(seq);
    }

    /** Records cursors that the connection itself reported, so that they are not given back to it. */
    public void recordReported(Cursors reported) {
        reader.recordReported(reported);
    }

    /** Moves to the position that the client asks for. All entries above it are given, even if they were given before. */
    public void rewind(long seq) {
        position.rewind(seq);
        reader.readAgain();
    }

    /** Called when the kefu may serve the customer again. */
    public void checkService() {
        if (reader.isFormer()) {
            reader.readAgain();
        }
    }

    /** The position: every entry up to this seq was given to the receiver, or was sent by its connection. */
    public long position() {
        return position.reached();
    }

    /** The lowest seq above {@link #position} that the connection did not send itself; the receiver gets it next. */
    public long nextSeq() {
        return position.next();
    }

    /** The seqs above {@link #position} that the connection sent itself, lowest first. */
    public List<Long> ownSeqs() {
        return position.allSentHere();
    }

    /** The epoch of the log that {@link #position} belongs to. */
    public String epoch() {
        return reader.epoch();
    }

    /** The highest seq that was given to the receiver; 0 for none yet. */
    public long lastGiven() {
        return position.lastGiven();
    }

    /** Completes when the feed has come to the log's end for the first time, or was stopped. */
    public CompletionStage<Void> caughtUp() {
        return reader.caughtUp();
    }

    public void stop() {
        stopped = true;
        reader.stop();
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void handle(ConversationEvent event) {
        if (stopped) {
            return;
        }
        // Before the feed is open the receiver gets nothing; the first read gives it the present cursors.
        boolean mayPass = open && !reader.isFormer();
        switch (event) {
            case ConversationEvent.Appended appended -> handle(appended);
            case ConversationEvent.Advanced advanced -> {
                if (mayPass) {
                    receiver.advanced(advanced);
                }
            }
            case ConversationEvent.Transient transientEvent -> {
                if (mayPass) {
                    receiver.received(transientEvent);
                }
            }
            case ConversationEvent.Interrupted interrupted -> reader.readAgain();
        }
    }

    private void handle(ConversationEvent.Appended appended) {
        long seq = appended.message().seq();
        if (reader.isFormer()) {
            return;
        }
        if (seq <= position.reached() && !reader.isMissing()) {
            // The event came twice, or the store has lost the entry that had this seq before.
            if (position.isReused(appended.message().timestamp())) {
                reader.readAgain();
            }
            return;
        }
        boolean isOwn = connection.equals(appended.origin());
        if (reader.isAtEnd() && seq == position.reached() + 1 && provesService(appended.message())) {
            position.advance(seq, appended.message().timestamp(), !isOwn);
            if (!isOwn) {
                receiver.receive(appended.message(), appended);
            }
            return;
        }
        // The message will be read from the log, which does not know the connection that sent it.
        if (isOwn) {
            position.sentHere(seq);
        }
        reader.readUpTo(seq);
    }

    /** Whether the message itself shows that the kefu still serves the customer. If it does not, the log is read. */
    private boolean provesService(Message message) {
        return servingKefu == null || servingKefu.equals(message.to()) || servingKefu.equals(message.from());
    }

    /** The receiver of a feed. Its methods are called on the feed's executor. */
    public interface Receiver {
        /** Whether the receiver takes another batch now. When this becomes true again, call {@link ConversationFeed#resume}. */
        boolean isReady();

        /**
         * Gives the next message of the conversation.
         *
         * @param event the event with the message, the same object for all receivers of a node; null if the message was read
         *     from the log
         */
        void receive(Message message, ConversationEvent.@Nullable Appended event);

        /** The log has a new epoch. The entries above the delivered cursor of the side follow, some perhaps again. */
        void restarted(ConversationView view);

        /** The cursors of a side were raised. */
        void advanced(ConversationEvent.Advanced event);

        /** An event was published that is not stored. */
        void received(ConversationEvent.Transient event);

        /**
         * The log could not be read.
         *
         * @param retry reads the log again; the receiver runs it on the feed's executor after a pause
         */
        void failed(@Nullable Throwable failure, Runnable retry);
    }
}
