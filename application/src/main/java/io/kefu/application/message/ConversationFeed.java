package io.kefu.application.message;

import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageEvents.Subscription;
import io.kefu.application.message.port.MessageLog;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
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
 * <p>Everything but {@link #start} runs on the executor, which runs one task after the other.
 */
public final class ConversationFeed {
    private static final int BATCH = 100;

    private final ConversationId conversation;
    private final String connection;
    private final MessageLog log;
    private final Receiver receiver;
    private final Executor executor;
    private final NavigableSet<Long> sentHere = new TreeSet<>();

    /** Everything up to here was given to the receiver, or is its own. */
    private long position;

    /** The highest seq that was heard of since the read under way began. */
    private long overheard;

    private boolean open;
    private boolean reading = true;

    /** Events may have been lost since the read under way began. */
    private boolean interrupted;

    private boolean waiting;
    private boolean stopped;
    private @Nullable Subscription subscription;

    private ConversationFeed(
            ConversationId conversation,
            String connection,
            long position,
            MessageLog log,
            Receiver receiver,
            Executor executor) {
        this.conversation = conversation;
        this.connection = connection;
        this.position = position;
        this.log = log;
        this.receiver = receiver;
        this.executor = executor;
    }

    /**
     * Begins a feed. The stage completes once it is subscribed; nothing is given to the receiver before {@link #open}.
     *
     * @param connection the connection's id: what was sent from it is not given back to it
     * @param position the seq after which to begin
     */
    public static CompletionStage<ConversationFeed> start(
            ConversationId conversation,
            String connection,
            long position,
            MessageLog log,
            MessageEvents events,
            Receiver receiver,
            Executor executor) {
        ConversationFeed feed = new ConversationFeed(conversation, connection, position, log, receiver, executor);
        return events.follow(conversation, event -> executor.execute(() -> feed.hear(event)))
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

    /** Ends the feed. */
    public void stop() {
        stopped = true;
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
            case ConversationEvent.Advanced advanced -> receiver.advanced(advanced);
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
        log.after(conversation, position, BATCH)
                .whenCompleteAsync(
                        (batch, failure) -> {
                            if (!stopped) {
                                took(batch, failure);
                            }
                        },
                        executor);
    }

    private void took(@Nullable List<Message> batch, @Nullable Throwable failure) {
        if (batch == null) {
            waiting = true;
            receiver.failed(failure);
            return;
        }
        for (Message message : batch) {
            if (stopped) {
                return;
            }
            take(message, sentHere.contains(message.seq()), null);
        }
        boolean mayBeMore = batch.size() == BATCH || interrupted || overheard > position;
        if (mayBeMore) {
            read();
        } else {
            reading = false;
        }
    }

    private void take(Message message, boolean isOwn, ConversationEvent.@Nullable Appended event) {
        position = message.seq();
        sentHere.headSet(position, true).clear();
        if (!isOwn) {
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

        /** A side's cursors rose. */
        void advanced(ConversationEvent.Advanced event);

        /** The log cannot be read for now; {@link ConversationFeed#resume} tries again. */
        void failed(@Nullable Throwable failure);
    }
}
