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
import io.kefu.application.message.testing.MessageHouse;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A feed that hears of events, and whose reads are answered, when the test says so; and what it gives. */
final class FeedBench implements ConversationFeed.Receiver, MessageEvents {
    /** The connection that the feed is for. */
    static final String HERE = "here";

    private static final UserId ONE = new UserId("one");
    private static final UserId TWO = new UserId("two");
    private static final ConversationId CONVERSATION = ConversationIds.ofPair(ONE, TWO);

    private final InMemoryConversations conversations = new InMemoryConversations();
    private final MessageLog log = new InMemoryMessageLog(conversations);
    private final HeldReads reads = new HeldReads(log);
    private final Deque<Runnable> onTheWay = new ArrayDeque<>();
    private final List<Long> received = new ArrayList<>();
    private final List<ConversationState> restarts = new ArrayList<>();
    private final List<ConversationEvent.Advanced> advanced = new ArrayList<>();
    private Consumer<ConversationEvent> listener = event -> {};
    private Runnable onReceive = () -> {};
    private boolean ready = true;
    private int failures;

    ConversationFeed start(long position) {
        // Appends are made at noon.
        ConversationState state = MessageHouse.await(log.begin(CONVERSATION, Appends.NOON.minusSeconds(1)));
        return MessageHouse.await(ConversationFeed.start(
                new ConversationFeed.Beginning(
                        CONVERSATION, Side.SECOND, state.epoch(), position, Cursors.NONE, Cursors.NONE, null),
                HERE,
                reads,
                this,
                this,
                Runnable::run));
    }

    /** A message is stored; the feed will hear of it. Returns its seq. */
    long append(String origin) {
        Appended appended = MessageHouse.await(log.append(Appends.via(Appends.pair(ONE, TWO, "x"), origin)));
        return ((Appended.Stored) appended).message().seq();
    }

    /** Appends a message with a time one second after all others. */
    void appendLater() {
        MessageHouse.await(log.append(Appends.at(Appends.pair(ONE, TWO, "x"), Appends.NOON.plusSeconds(1))));
    }

    void append(int messages) {
        for (int i = 0; i < messages; i++) {
            append("elsewhere");
        }
    }

    /** The feed's other side has got so far. */
    void advancePeer(long seq) {
        MessageHouse.await(log.advance(new CursorReport(CONVERSATION, ONE, seq, seq, null)));
    }

    void advance(long seq) {
        advance(seq, null);
    }

    /** Raises the cursors of the feed's own side to this seq, as reported by a connection of its user. */
    void advance(long seq, @Nullable String origin) {
        MessageHouse.await(log.advance(new CursorReport(CONVERSATION, TWO, seq, seq, origin)));
    }

    /** The oldest event on its way arrives. */
    void hear() {
        Runnable event = onTheWay.poll();
        if (event != null) {
            event.run();
        }
    }

    void hearAll() {
        while (!onTheWay.isEmpty()) {
            hear();
        }
    }

    /** The oldest event on its way arrives, and will once more. */
    void hearTwice() {
        Runnable event = onTheWay.peek();
        if (event != null) {
            event.run();
        }
    }

    /** Whatever is on its way is lost, which the feed will hear of. */
    void interrupt() {
        onTheWay.clear();
        onTheWay.add(() -> listener.accept(new ConversationEvent.Interrupted()));
    }

    /** The oldest event on its way is lost without a word. */
    void lose() {
        onTheWay.poll();
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

    /** The store loses its newest entries. */
    void loseEntries(int entries) {
        conversations.lose(CONVERSATION, entries);
    }

    /** Another server takes over, which never got the newest entries. */
    void failOver(int entries) {
        ConversationState state = MessageHouse.await(log.state(CONVERSATION)).orElseThrow();
        conversations.lose(CONVERSATION, entries);
        MessageHouse.await(log.recordLoss(state, state.last()));
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
        return conversations.events().subscribe(conversation, event -> onTheWay.add(() -> follower.accept(event)));
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
    public void restarted(ConversationState state, Side side) {
        restarts.add(state);
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
    public void failed(@Nullable Throwable failure) {
        failures++;
    }
}
