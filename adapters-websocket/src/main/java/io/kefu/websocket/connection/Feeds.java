package io.kefu.websocket.connection;

import io.kefu.application.access.Principal;
import io.kefu.application.connection.ReadPlace;
import io.kefu.application.connection.ReadPlace.Place;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.ConversationFeed;
import io.kefu.application.message.port.MessageLog.Reached;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    /** As many as a feed remembers. */
    private static final int MOST_SENT_EARLY = 10_000;

    /** Of how many conversations is remembered where they were left. */
    private static final int MOST_LEFT = 1_000;

    private record Left(String epoch, long reached) {}

    private final Services services;
    private final Principal user;
    private final String connection;
    private final BooleanSupplier isReady;
    private final Executor loop;
    private final Map<ConversationId, CompletableFuture<ConversationFeed>> feeds = new HashMap<>();

    /** What went out through this connection into conversations that it does not follow yet. */
    private final Map<ConversationId, Deque<Long>> sentEarly = new HashMap<>();

    /** Where conversations were left that may come back, so that nothing comes twice within the connection. */
    private final Map<ConversationId, Left> lefts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConversationId, Left> eldest) {
            return size() > MOST_LEFT;
        }
    };

    private ConversationFeed.@Nullable Receiver receiver;
    private CompletableFuture<Void> ready = CompletableFuture.completedFuture(null);
    private boolean opened;
    private boolean stopped;

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

    /** Subscribes to what is not followed yet and of which {@code connected} tells; it flows once {@link #open} was called. */
    CompletionStage<Void> start(List<Place> places) {
        return CompletableFuture.allOf(places.stream()
                .map(place -> start(place, place.peer().reached()).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    /** Subscribes to a conversation unless it is followed; the client knows nothing of it yet. */
    CompletionStage<Void> start(Place place) {
        return start(place, new Reached(0, 0));
    }

    private CompletionStage<Void> start(Place place, Reached told) {
        ConversationId conversation = place.standing().conversation();
        CompletableFuture<ConversationFeed> known = feeds.get(conversation);
        if (known == null || known.isCompletedExceptionally()) {
            known = begin(place, told);
            feeds.put(conversation, known);
            return known.thenAccept(feed -> {});
        }
        return known.thenAcceptAsync(ConversationFeed::checkAgain, loop);
    }

    private CompletableFuture<ConversationFeed> begin(Place place, Reached told) {
        ConversationId conversation = place.standing().conversation();
        String epoch = place.standing().epoch();
        Left left = lefts.remove(conversation);
        long delivered = place.own().delivered();
        long from = left != null && epoch.equals(left.epoch) ? Math.max(left.reached, delivered) : delivered;
        return ConversationFeed.start(
                        new ConversationFeed.Beginning(
                                conversation,
                                place.side(),
                                epoch.equals(ReadPlace.NO_EPOCH) ? null : epoch,
                                from,
                                told,
                                serving(place)),
                        connection,
                        services.log(),
                        services.events(),
                        Objects.requireNonNull(receiver),
                        loop)
                .thenApply(feed -> begun(conversation, feed))
                .toCompletableFuture();
    }

    /** A kefu gets a customer's conversation only while serving. */
    private @Nullable UserId serving(Place place) {
        UserId first = place.standing().firstUser();
        boolean isOfCustomer =
                first != null && place.standing().conversation().equals(ConversationIds.ofCustomer(first));
        return user.isStaff() && isOfCustomer ? user.id() : null;
    }

    private ConversationFeed begun(ConversationId conversation, ConversationFeed feed) {
        if (stopped) {
            feed.stop();
        }
        Deque<Long> own = sentEarly.remove(conversation);
        if (own != null) {
            own.forEach(feed::sent);
        }
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
                .map(feed -> feed.thenCompose(ConversationFeed::caughtUp))
                .toArray(CompletableFuture[]::new));
    }

    /** Lets a conversation begin again after a seq. */
    void rewind(ConversationId conversation, long seq) {
        when(conversation, feed -> feed.rewind(seq));
    }

    /** The highest seq of each conversation that was given to the client. */
    Map<ConversationId, Long> given() {
        Map<ConversationId, Long> given = new HashMap<>();
        feeds.keySet().forEach(conversation -> when(conversation, feed -> given.put(conversation, feed.given())));
        given.values().removeIf(seq -> seq == 0);
        return given;
    }

    /** Notes a message that went out through this connection. */
    void sent(Message message) {
        if (feeds.containsKey(message.conversation())) {
            when(message.conversation(), feed -> feed.sent(message.seq()));
        } else if (isOfPair(message)) {
            Deque<Long> own = sentEarly.computeIfAbsent(message.conversation(), unknown -> new ArrayDeque<>());
            own.add(message.seq());
            if (own.size() > MOST_SENT_EARLY) {
                own.remove();
            }
        }
    }

    private static boolean isOfPair(Message message) {
        return message.session() == null
                && message.to() != null
                && message.conversation().equals(ConversationIds.ofPair(message.from(), message.to()));
    }

    void stop(ConversationId conversation) {
        when(conversation, feed -> {
            String epoch = feed.epoch();
            if (epoch != null) {
                lefts.put(conversation, new Left(epoch, feed.reached()));
            }
            feed.stop();
        });
        feeds.remove(conversation);
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
        CompletableFuture<ConversationFeed> feed = feeds.get(conversation);
        if (feed != null) {
            var unused = feed.thenAccept(action);
        }
    }
}
