package io.kefu.websocket.connection;

import io.kefu.application.access.Principal;
import io.kefu.application.connection.ReadPlace.Place;
import io.kefu.application.message.ConversationFeed;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.websocket.connection.FormerFeeds.Had;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The conversations that one connection follows. Everything runs on the socket's event loop. */
final class Feeds {
    /** When a session comes to a kefu, at most this many of its newest entries are given. */
    private static final int NEWEST = 200;

    private static final Cursors NOWHERE = new Cursors(0, 0);

    private final Services services;
    private final Principal user;
    private final String connection;
    private final BooleanSupplier isReady;
    private final Executor loop;
    private final Map<ConversationId, Followed> feeds = new HashMap<>();
    private final FormerFeeds former = new FormerFeeds();

    private ConversationFeed.@Nullable Receiver receiver;
    private CompletableFuture<Void> ready = CompletableFuture.completedFuture(null);
    private boolean opened;
    private boolean stopped;

    /**
     * A conversation that is followed.
     *
     * @param from the seq after which its feed begins
     * @param feed completes once the feed is subscribed
     */
    private record Followed(long from, CompletableFuture<ConversationFeed> feed) {
        boolean hasFailed() {
            return feed.isCompletedExceptionally();
        }

        @Nullable
        ConversationFeed subscribed() {
            return hasFailed() ? null : feed.getNow(null);
        }
    }

    /**
     * The range of stored entries that a conversation's feed gives next.
     *
     * @param first the seq of the first of these entries; if there are none, the seq that the next stored entry will
     *     get
     * @param last the seq of the last of these entries; {@code first - 1} if there are none
     * @param historyBefore the seq below which the session has older entries that are not given; null if there are none
     */
    record Upcoming(long first, long last, @Nullable Long historyBefore) {}

    /**
     * Makes feeds that do not flow yet.
     *
     * @param isReady whether the socket takes more
     */
    Feeds(Services services, Principal user, String connection, BooleanSupplier isReady, Executor loop) {
        this.services = services;
        this.user = user;
        this.connection = connection;
        this.isReady = isReady;
        this.loop = loop;
    }

    /** Says where the feeds lead; to be called before anything else. */
    void leadTo(ConversationFeed.Receiver to) {
        receiver = to;
    }

    /**
     * Subscribes to the conversations of a new connection. Each feed begins after the delivered seq of the user's side.
     * Nothing is given before {@link #open}.
     */
    CompletionStage<Void> start(List<Place> places) {
        return CompletableFuture.allOf(places.stream()
                .map(place -> start(place, place.own().delivered(), place.peer().cursors()))
                .toArray(CompletableFuture[]::new));
    }

    /** Subscribes to a conversation that was not in the greeting, unless it is followed already. */
    CompletionStage<Void> start(Place place) {
        return start(place, from(place), NOWHERE);
    }

    /**
     * Subscribes to the conversation of a session that comes to the user. First announces which entries will be given.
     */
    CompletionStage<Void> come(Place place, Consumer<Upcoming> announce) {
        Followed followed = feeds.get(place.standing().conversation());
        if (followed != null && !followed.hasFailed()) {
            announce.accept(upcoming(followed, place));
            return start(place);
        }
        long from = fromOfThisLife(place);
        announce.accept(upcoming(place, from));
        return start(place, from, NOWHERE);
    }

    private static Upcoming upcoming(Followed followed, Place place) {
        ConversationFeed feed = followed.subscribed();
        long first = feed == null ? followed.from + 1 : feed.nextSeq();
        return new Upcoming(first, Math.max(first - 1, place.standing().last()), null);
    }

    private Upcoming upcoming(Place place, long from) {
        ConversationState standing = place.standing();
        Had had = former.of(standing.conversation());
        long first = Math.min(from, standing.last()) + 1;
        while (had.sent().contains(first)) {
            first++;
        }
        boolean isCut = place.isServed() && from > Math.max(standing.sessionFirst() - 1, had.reached());
        return new Upcoming(first, Math.max(first - 1, standing.last()), isCut ? from + 1 : null);
    }

    /** The seq after which the feed of a conversation begins that is not followed yet. */
    private long from(Place place) {
        if (!place.isServed()) {
            return place.own().delivered();
        }
        ConversationState standing = place.standing();
        long had = former.of(standing.conversation()).reached();
        return Math.max(Math.max(standing.sessionFirst() - 1, had), standing.last() - NEWEST);
    }

    /**
     * Like {@link #from}. If the log's epoch has changed since the conversation was left, tells the client so, and
     * forgets what the connection had of the former epoch.
     */
    private long fromOfThisLife(Place place) {
        ConversationState standing = place.standing();
        if (!former.of(standing.conversation()).isOfAnotherLife(standing.epoch())) {
            return from(place);
        }
        former.forget(standing.conversation());
        Objects.requireNonNull(receiver).restarted(standing, place.side());
        return Math.min(from(place), place.own().delivered());
    }

    private CompletableFuture<Void> start(Place place, long from, Cursors toldOfPeer) {
        ConversationId conversation = place.standing().conversation();
        Followed known = feeds.get(conversation);
        if (known == null || known.hasFailed()) {
            CompletableFuture<ConversationFeed> begun = begin(place, from, toldOfPeer);
            feeds.put(conversation, new Followed(from, begun));
            return begun.thenAccept(feed -> {});
        }
        return known.feed.thenAcceptAsync(ConversationFeed::checkService, loop);
    }

    private CompletableFuture<ConversationFeed> begin(Place place, long from, Cursors toldOfPeer) {
        ConversationState standing = place.standing();
        return ConversationFeed.start(
                        new ConversationFeed.Beginning(
                                standing.conversation(),
                                place.side(),
                                standing.epoch(),
                                from,
                                place.own().cursors(),
                                toldOfPeer,
                                place.isServed() ? user.id() : null),
                        connection,
                        services.log(),
                        services.events(),
                        Objects.requireNonNull(receiver),
                        loop)
                .thenApply(feed -> begun(standing.conversation(), feed))
                .toCompletableFuture();
    }

    private ConversationFeed begun(ConversationId conversation, ConversationFeed feed) {
        if (stopped) {
            feed.stop();
        }
        former.of(conversation).sent().forEach(feed::sent);
        if (opened) {
            feed.open();
        }
        return feed;
    }

    boolean follows(ConversationId conversation) {
        return feeds.containsKey(conversation);
    }

    /** Lets everything flow that was started, and will be. */
    void open() {
        opened = true;
        List.copyOf(feeds.keySet()).forEach(conversation -> when(conversation, ConversationFeed::open));
    }

    /** Completes when every feed has come to its log's end for the first time. */
    CompletionStage<Void> caughtUp() {
        return CompletableFuture.allOf(feeds.values().stream()
                .map(followed -> followed.feed.thenCompose(ConversationFeed::caughtUp))
                .toArray(CompletableFuture[]::new));
    }

    /** Lets a conversation begin again after a seq. */
    void rewind(ConversationId conversation, long seq) {
        when(conversation, feed -> feed.rewind(seq));
    }

    /** The highest seq of each conversation that was given to the client. */
    Map<ConversationId, Long> given() {
        Map<ConversationId, Long> given = new HashMap<>();
        feeds.keySet().forEach(conversation -> when(conversation, feed -> given.put(conversation, feed.lastGiven())));
        given.values().removeIf(seq -> seq == 0);
        return given;
    }

    /** Notes a message that went out through this connection. */
    void sent(Message message) {
        if (feeds.containsKey(message.conversation())) {
            when(message.conversation(), feed -> feed.sent(message.seq()));
        } else {
            former.sent(message.conversation(), message.seq());
        }
    }

    /**
     * Advances the cursors of the user's side of a conversation, as reported by this connection. 0 leaves a cursor
     * unchanged.
     */
    CompletionStage<Cursors> report(ConversationId conversation, Cursors cursors) {
        when(conversation, feed -> feed.recordReported(cursors));
        return services.advanceCursor().advance(user, conversation, cursors, connection);
    }

    /** Follows a conversation no longer. */
    void stop(ConversationId conversation) {
        Followed followed = feeds.remove(conversation);
        if (followed != null) {
            ConversationFeed feed = followed.subscribed();
            if (feed != null) {
                former.ended(conversation, feed);
            }
            var unused = followed.feed.thenAccept(ConversationFeed::stop);
        }
    }

    /** Notes that the client has all entries up to a seq of a conversation that the user has left. */
    void leftAt(ConversationState standing, long seq) {
        former.reached(standing.conversation(), standing.epoch(), seq);
    }

    /** The socket takes more again, or a log may be readable again. */
    void resume() {
        ready.complete(null);
        List.copyOf(feeds.keySet()).forEach(conversation -> when(conversation, ConversationFeed::resume));
    }

    /** Completes when the socket takes more. */
    CompletionStage<Void> ready() {
        if (isReady.getAsBoolean()) {
            return CompletableFuture.completedStage(null);
        }
        if (ready.isDone()) {
            ready = new CompletableFuture<>();
        }
        return ready;
    }

    void stop() {
        stopped = true;
        List.copyOf(feeds.keySet()).forEach(this::stop);
    }

    private void when(ConversationId conversation, Consumer<ConversationFeed> action) {
        Followed followed = feeds.get(conversation);
        if (followed != null) {
            var unused = followed.feed.thenAccept(action);
        }
    }
}
