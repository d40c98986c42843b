package io.kefu.application.message;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Appended;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.CursorReport;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.message.testing.InMemoryMessageLog;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A feed whose events arrive and whose reads are answered when the test says so, and what its receiver got. */
final class FeedBench implements ConversationFeed.Receiver, MessageEvents {
    /** The connection that the feed is for. */
    static final String HERE = "here";

    private static final UserId ONE = new UserId("one");
    private static final UserId TWO = new UserId("two");
    private static final ConversationId CONVERSATION = ConversationIds.ofPair(ONE, TWO);

    private final InMemoryConversations conversations = new InMemoryConversations();
    private final MessageLog log = new InMemoryMessageLog(conversations);
    private final HeldReads reads = new HeldReads(log);
    private final Deque<Runnable> pendingEvents = new ArrayDeque<>();
    private final List<Long> received = new ArrayList<>();
    private final List<ConversationState> restarts = new ArrayList<>();
    private final List<ConversationEvent.Advanced> advanced = new ArrayList<>();
    private Consumer<ConversationEvent> listener = event -> {};
    private Runnable onReceive = () -> {};
    private boolean ready = true;
    private int failures;

    ConversationFeed start(long position) {
        ConversationState state = MessagePorts.await(log.begin(CONVERSATION, Appends.NOON.minusSeconds(1)));
        return MessagePorts.await(ConversationFeed.start(
                new ConversationFeed.Beginning(
                        CONVERSATION, Side.SECOND, state.epoch(), position, Cursors.NONE, Cursors.NONE, null),
                HERE,
                reads,
                this,
                this,
                Runnable::run));
    }

    /** Starts and opens a feed, and answers its first read. */
    ConversationFeed open(long position) {
        ConversationFeed feed = start(position);
        feed.open();
        reads.answer();
        return feed;
    }

    /** Answers reads until none is pending. */
    void answerAll() {
        while (reads.isPending()) {
            reads.answer();
        }
    }

    /** All seqs from 1 to the last one. */
    static List<Long> seqsTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** Stores a message, whose event is then on its way. Returns its seq. */
    long append(String origin) {
        Appended appended = MessagePorts.await(log.append(Appends.via(Appends.pair(ONE, TWO, "x"), origin)));
        return ((Appended.Stored) appended).message().seq();
    }

    /** Appends a message with a time one second after all others. */
    void appendLater() {
        MessagePorts.await(log.append(Appends.at(Appends.pair(ONE, TWO, "x"), Appends.NOON.plusSeconds(1))));
    }

    void append(int messages) {
        for (int i = 0; i < messages; i++) {
            append("elsewhere");
        }
    }

    /** Raises the cursors of the peer to this seq. */
    void advancePeer(long seq) {
        MessagePorts.await(log.advance(new CursorReport(CONVERSATION, ONE, seq, seq, null)));
    }

    void advance(long seq) {
        advance(seq, null);
    }

    /** Raises the cursors of the feed's own side to this seq, as reported by a connection of its user. */
    void advance(long seq, @Nullable String origin) {
        MessagePorts.await(log.advance(new CursorReport(CONVERSATION, TWO, seq, seq, origin)));
    }

    /** Lets the oldest event on its way arrive. */
    void hear() {
        Runnable event = pendingEvents.poll();
        if (event != null) {
            event.run();
        }
    }

    void hearAll() {
        while (!pendingEvents.isEmpty()) {
            hear();
        }
    }

    /** Lets the oldest event on its way arrive, and leaves it on its way. */
    void hearTwice() {
        Runnable event = pendingEvents.peek();
        if (event != null) {
            event.run();
        }
    }

    /** Loses all events on their way, and puts an interruption on its way. */
    void interrupt() {
        pendingEvents.clear();
        pendingEvents.add(() -> listener.accept(new ConversationEvent.Interrupted()));
    }

    /** Loses the oldest event on its way without an interruption. */
    void lose() {
        pendingEvents.poll();
    }

    HeldReads reads() {
        return reads;
    }

    List<Long> received() {
        return received;
    }

    List<ConversationEvent.Advanced> heardCursors() {
        return advanced;
    }

    List<ConversationState> restarts() {
        return restarts;
    }

    /** Lets the store lose all its data. */
    void loseEverything() {
        conversations.loseEverything();
    }

    /** Lets the store lose its newest entries. */
    void loseEntries(int entries) {
        conversations.lose(CONVERSATION, entries);
    }

    /** Lets the store lose its newest entries and records the loss. */
    void failOver(int entries) {
        ConversationState state = MessagePorts.await(log.state(CONVERSATION)).orElseThrow();
        conversations.lose(CONVERSATION, entries);
        MessagePorts.await(log.recordLoss(state, state.last()));
    }

    int failures() {
        return failures;
    }

    void setReady(boolean ready) {
        this.ready = ready;
    }

    void onReceive(Runnable task) {
        onReceive = task;
    }

    @Override
    public CompletionStage<Subscription> subscribe(ConversationId conversation, Consumer<ConversationEvent> follower) {
        listener = follower;
        return conversations.events().subscribe(conversation, event -> pendingEvents.add(() -> follower.accept(event)));
    }

    @Override
    public CompletionStage<Subscription> subscribe(UserId user, Consumer<UserEvent> follower) {
        return conversations.events().subscribe(user, follower);
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void receive(Message message, ConversationEvent.@Nullable Appended event) {
        received.add(message.seq());
        onReceive.run();
    }

    @Override
    public void restarted(ConversationView view) {
        restarts.add(view.state());
    }

    @Override
    public void advanced(ConversationEvent.Advanced event) {
        advanced.add(event);
    }

    @Override
    public CompletionStage<Void> publish(ConversationEvent.Transient event) {
        return conversations.events().publish(event);
    }

    @Override
    public void received(ConversationEvent.Transient event) {}

    @Override
    public void failed(@Nullable Throwable failure, Runnable retry) {
        failures++;
    }
}
