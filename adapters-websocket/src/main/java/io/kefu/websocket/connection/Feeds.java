package io.kefu.websocket.connection;

import io.kefu.application.connection.ReadPlace.Place;
import io.kefu.application.message.ConversationFeed;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The conversations that one connection follows. Everything runs on the socket's event loop. */
final class Feeds {
    private final Services services;
    private final String connection;
    private final ConversationFeed.Receiver receiver;
    private final Executor loop;
    private final Map<ConversationId, CompletableFuture<ConversationFeed>> feeds = new HashMap<>();
    private boolean stopped;

    Feeds(Services services, String connection, ConversationFeed.Receiver receiver, Executor loop) {
        this.services = services;
        this.connection = connection;
        this.receiver = receiver;
        this.loop = loop;
    }

    /** Subscribes to what is not followed yet; nothing flows before {@link #open}. */
    CompletionStage<Void> start(List<Place> places) {
        return CompletableFuture.allOf(places.stream().map(this::start).toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<ConversationFeed> start(Place place) {
        ConversationId conversation = place.standing().conversation();
        CompletableFuture<ConversationFeed> known = feeds.get(conversation);
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<ConversationFeed> started = ConversationFeed.start(
                        conversation,
                        connection,
                        place.own().delivered(),
                        services.log(),
                        services.events(),
                        receiver,
                        loop)
                .thenApply(this::stopIfLate)
                .toCompletableFuture();
        feeds.put(conversation, started);
        return started;
    }

    private ConversationFeed stopIfLate(ConversationFeed feed) {
        if (stopped) {
            feed.stop();
        }
        return feed;
    }

    boolean follows(ConversationId conversation) {
        return feeds.containsKey(conversation);
    }

    /** Lets a conversation flow that was started. */
    void open(ConversationId conversation) {
        when(conversation, ConversationFeed::open);
    }

    /** Notes a message that went out through this connection. May be called on any thread. */
    void sent(Message message) {
        loop.execute(() -> when(message.conversation(), feed -> feed.sent(message.seq())));
    }

    void stop(ConversationId conversation) {
        when(conversation, ConversationFeed::stop);
        feeds.remove(conversation);
    }

    void resume() {
        List.copyOf(feeds.keySet()).forEach(conversation -> when(conversation, ConversationFeed::resume));
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
