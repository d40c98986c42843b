package io.kefu.websocket.delivery;

import io.kefu.application.access.Principal;
import io.kefu.application.message.AdvanceCursor;
import io.kefu.application.message.ConversationFeed;
import io.kefu.application.message.ConversationView;
import io.kefu.application.message.FollowConversation;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.websocket.delivery.FormerConversations.ReceivedEntries;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The feeds of the conversations that one connection follows. All methods are called on the socket's event loop. */
final class Feeds {
    /** When a session is assigned to a kefu, at most this many of the newest entries of the session are sent. */
    private static final int NEWEST = 200;

    private final FollowConversation followConversation;
    private final AdvanceCursor advanceCursor;
    private final Principal user;
    private final String connection;
    private final ConversationPushes pushes;
    private final EventLoop loop;
    private final Map<ConversationId, Followed> feeds = new HashMap<>();
    private final FormerConversations former = new FormerConversations();

    private CompletableFuture<Void> ready = CompletableFuture.completedFuture(null);
    private boolean isOpen;
    private boolean isStopped;

    /**
     * A conversation that is followed.
     *
     * @param after the seq after which the feed starts
     * @param feed completes once the feed is subscribed
     */
    private record Followed(long after, CompletableFuture<ConversationFeed> feed) {
        boolean hasFailed() {
            return feed.isCompletedExceptionally();
        }

        @Nullable
        ConversationFeed subscribed() {
            return hasFailed() ? null : feed.getNow(null);
        }
    }

    /**
     * The range of stored entries that the feed of a conversation sends next.
     *
     * @param first the seq of the first of these entries; if there are none, the seq that the next stored entry will
     *     get
     * @param last the seq of the last of these entries; {@code first - 1} if there are none
     * @param historyBefore the seq below which the session has older entries that are not sent; null if there are none
     */
    record Upcoming(long first, long last, @Nullable Long historyBefore) {}

    Feeds(
            FollowConversation followConversation,
            AdvanceCursor advanceCursor,
            NewConnection connection,
            ConversationPushes pushes) {
        this.followConversation = followConversation;
        this.advanceCursor = advanceCursor;
        this.user = connection.user();
        this.connection = connection.id();
        this.pushes = pushes;
        this.loop = connection.channel().eventLoop();
    }

    /**
     * Follows the conversations of a new connection. Each feed starts after the delivered seq of the user's side. Nothing
     * is sent before {@link #open}.
     */
    CompletionStage<Void> startAll(List<ConversationView> views) {
        return CompletableFuture.allOf(views.stream()
                .map(view -> start(view, view.own().delivered(), view.peer().cursors()))
                .toArray(CompletableFuture[]::new));
    }

    /**
     * Follows a conversation that was not in the greeting, unless it is followed already. If the store does not answer, the
     * start is repeated after a pause once the feeds are open.
     */
    CompletionStage<Void> start(ConversationView view) {
        return start(view, startAfter(view), Cursors.NONE);
    }

    /** Follows the conversation of a session that was assigned to the user. First announces which entries will be sent. */
    CompletionStage<Void> startAssigned(ConversationView view, Consumer<Upcoming> announce) {
        Followed followed = feeds.get(view.conversation());
        if (followed != null && !followed.hasFailed()) {
            announce.accept(upcoming(followed, view));
            return start(view);
        }
        long after = startAfterInCurrentEpoch(view);
        announce.accept(upcoming(view, after));
        return start(view, after, Cursors.NONE);
    }

    private static Upcoming upcoming(Followed followed, ConversationView view) {
        ConversationFeed feed = followed.subscribed();
        long first = feed == null ? followed.after + 1 : feed.nextSeq();
        return new Upcoming(first, Math.max(first - 1, view.state().last()), null);
    }

    private Upcoming upcoming(ConversationView view, long after) {
        ConversationState state = view.state();
        ReceivedEntries received = former.entriesOf(view.conversation());
        long first = Math.min(after, state.last()) + 1;
        while (received.sent().contains(first)) {
            first++;
        }
        boolean isCut = view.isServed() && after > Math.max(state.sessionFirst() - 1, received.upTo());
        return new Upcoming(first, Math.max(first - 1, state.last()), isCut ? after + 1 : null);
    }

    /** The seq after which the feed of a conversation starts that is not followed yet. */
    private long startAfter(ConversationView view) {
        if (!view.isServed()) {
            return view.own().delivered();
        }
        ConversationState state = view.state();
        long received = former.entriesOf(view.conversation()).upTo();
        return Math.max(Math.max(state.sessionFirst() - 1, received), state.last() - NEWEST);
    }

    /**
     * Like {@link #startAfter}. If the log has a new epoch since the conversation was last followed, sends the client a
     * {@code conversation_reset} notification, and forgets which entries of the earlier epoch the client has.
     */
    private long startAfterInCurrentEpoch(ConversationView view) {
        ConversationId conversation = view.conversation();
        if (!former.entriesOf(conversation).areOfOtherEpoch(view.state().epoch())) {
            return startAfter(view);
        }
        former.forget(conversation);
        pushes.restarted(view);
        return Math.min(startAfter(view), view.own().delivered());
    }

    private CompletableFuture<Void> start(ConversationView view, long after, Cursors knownOfPeer) {
        Followed known = feeds.get(view.conversation());
        if (known != null && !known.hasFailed()) {
            return known.feed.thenAcceptAsync(ConversationFeed::checkService, loop);
        }
        CompletableFuture<ConversationFeed> feed = followConversation
                .follow(user, new FollowConversation.Command(view, after, knownOfPeer, connection), pushes, loop)
                .thenApply(subscribed -> started(view.conversation(), subscribed))
                .toCompletableFuture();
        Followed followed = new Followed(after, feed);
        feeds.put(view.conversation(), followed);
        return feed.thenAccept(started -> {})
                .whenCompleteAsync(
                        (started, failure) -> {
                            if (failure != null && isOpen) {
                                // Once the feeds are open, only this retry starts the feed again. Before that, the
                                // failure ends the greeting or the resume, which the client repeats.
                                Runnable retry = () -> {
                                    if (!isStopped && followed.equals(feeds.get(view.conversation()))) {
                                        var unused = start(view, after, knownOfPeer);
                                    }
                                };
                                var unused = loop.schedule(retry, RetryingReads.PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                            }
                        },
                        loop);
    }

    private ConversationFeed started(ConversationId conversation, ConversationFeed feed) {
        if (isStopped) {
            feed.stop();
        }
        former.entriesOf(conversation).sent().forEach(feed::sent);
        if (isOpen) {
            feed.open();
        }
        return feed;
    }

    boolean follows(ConversationId conversation) {
        return feeds.containsKey(conversation);
    }

    /** Opens all feeds. A feed that is started later is opened at once. */
    void open() {
        isOpen = true;
        forEach(ConversationFeed::open);
    }

    /** Completes when every feed has come to the end of its log for the first time. */
    CompletionStage<Void> caughtUp() {
        return CompletableFuture.allOf(feeds.values().stream()
                .map(followed -> followed.feed.thenCompose(ConversationFeed::caughtUp))
                .toArray(CompletableFuture[]::new));
    }

    /** Lets the feed of a conversation continue after another seq. */
    void rewind(ConversationId conversation, long seq) {
        with(conversation, feed -> feed.rewind(seq));
    }

    /** The highest seq of each conversation that was sent to the client. */
    Map<ConversationId, Long> given() {
        Map<ConversationId, Long> given = new HashMap<>();
        feeds.keySet().forEach(conversation -> with(conversation, feed -> given.put(conversation, feed.lastGiven())));
        given.values().removeIf(seq -> seq == 0);
        return given;
    }

    /** Remembers a message that this connection sent, so that it is not sent back. */
    void sent(Message message) {
        Followed followed = feeds.get(message.conversation());
        ConversationFeed feed = followed == null ? null : followed.subscribed();
        if (feed == null) {
            former.sent(message.conversation(), message.seq());
        } else {
            feed.sent(message.seq());
        }
    }

    /**
     * Advances the cursors of the user's side of a conversation, as reported by this connection. 0 leaves a cursor
     * unchanged.
     */
    CompletionStage<Cursors> report(ConversationId conversation, Cursors cursors) {
        with(conversation, feed -> feed.recordReported(cursors));
        return advanceCursor.advance(user, conversation, cursors, connection);
    }

    /** Stops following a conversation. */
    void stop(ConversationId conversation) {
        Followed followed = feeds.remove(conversation);
        if (followed != null) {
            ConversationFeed feed = followed.subscribed();
            if (feed != null) {
                former.feedEnded(conversation, feed);
            }
            var unused = followed.feed.thenAccept(ConversationFeed::stop);
        }
    }

    /** Remembers that the client has all entries up to a seq of a former conversation. */
    void receivedUpTo(ConversationState state, long seq) {
        former.receivedUpTo(state.conversation(), state.epoch(), seq);
    }

    /** The socket can take more data again. */
    void resume() {
        ready.complete(null);
        forEach(ConversationFeed::resume);
    }

    /** Completes when the socket can take more data. */
    CompletionStage<Void> ready() {
        if (pushes.isReady()) {
            return CompletableFuture.completedStage(null);
        }
        if (ready.isDone()) {
            ready = new CompletableFuture<>();
        }
        return ready;
    }

    void stopAll() {
        isStopped = true;
        List.copyOf(feeds.keySet()).forEach(this::stop);
    }

    private void forEach(Consumer<ConversationFeed> action) {
        List.copyOf(feeds.keySet()).forEach(conversation -> with(conversation, action));
    }

    private void with(ConversationId conversation, Consumer<ConversationFeed> action) {
        Followed followed = feeds.get(conversation);
        if (followed != null) {
            var unused = followed.feed.thenAccept(action);
        }
    }
}
