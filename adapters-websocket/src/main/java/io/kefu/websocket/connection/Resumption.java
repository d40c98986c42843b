package io.kefu.websocket.connection;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.connection.ReadPlace.Place;
import io.kefu.application.message.port.MessageLog.Batch;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.message.Message;
import io.kefu.websocket.frame.ServerFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Lets one connection go on from where its client says that it is. Conversations in which the user takes part now flow from
 * there on; of those that a kefu has left, the rest that the kefu may see comes at once. Everything runs on the socket's event
 * loop, but for the reading.
 */
final class Resumption {
    private static final int BATCH = 100;

    private final Services services;
    private final Principal user;
    private final Feeds feeds;
    private final Delivery delivery;
    private final Executor loop;

    Resumption(Services services, Principal user, Feeds feeds, Delivery delivery, Executor loop) {
        this.services = services;
        this.user = user;
        this.feeds = feeds;
        this.delivery = delivery;
        this.loop = loop;
    }

    /** Goes on from these positions: the highest seq below which the client holds everything, for each conversation. */
    CompletionStage<Void> resume(Map<ConversationId, Long> positions) {
        Operation.RESUME.requireAllowed(user);
        return CompletableFuture.supplyAsync(() -> services.listOwnPlaces().list(user), services.blocking())
                .thenComposeAsync(own -> resume(positions, own.places()), loop);
    }

    private CompletionStage<Void> resume(Map<ConversationId, Long> positions, Iterable<Place> own) {
        Map<ConversationId, Place> places = new HashMap<>();
        own.forEach(place -> places.put(place.standing().conversation(), place));
        CompletionStage<Void> all = CompletableFuture.completedStage(null);
        for (Map.Entry<ConversationId, Long> position : positions.entrySet()) {
            Place place = places.get(position.getKey());
            all = place == null
                    ? all.thenCompose(done -> left(position.getKey(), position.getValue()))
                    : all.thenCompose(done -> follow(place, position.getValue()));
        }
        return all;
    }

    private CompletionStage<Void> follow(Place place, long position) {
        ConversationId conversation = place.standing().conversation();
        if (position > place.standing().last()) {
            // The client holds what the store has lost: it begins as a new one would.
            delivery.restarted(place.standing(), place.side());
            long begin = Math.min(place.own().delivered(), place.standing().last());
            return feeds.start(place).thenRunAsync(() -> feeds.rewind(conversation, begin), loop);
        }
        return feeds.start(place).thenRunAsync(() -> feeds.rewind(conversation, position), loop);
    }

    /** Handles a conversation that the user does not take part in according to the desk. */
    private CompletionStage<Void> left(ConversationId conversation, long position) {
        if (!user.isStaff()) {
            delivery.ended(conversation, ErrorCode.MESSAGE_NOT_FOUND);
            return CompletableFuture.completedStage(null);
        }
        return read(conversation, position, batch -> {
            ConversationState standing = batch.state().orElseThrow();
            feeds.stop(conversation);
            if (position > standing.last()) {
                // The client holds what the store has lost: it begins as a new one would.
                delivery.restarted(standing, Side.SECOND);
                return rest(conversation, Math.min(standing.second().delivered(), standing.last()));
            }
            return deliver(conversation, position, batch);
        });
    }

    /**
     * Gives the next batch of a conversation that the user has left. Does nothing if the user serves it again, because
     * its feed then gives the rest.
     */
    private CompletionStage<Void> rest(ConversationId conversation, long position) {
        return feeds.follows(conversation)
                ? CompletableFuture.completedStage(null)
                : read(conversation, position, batch -> deliver(conversation, position, batch));
    }

    /**
     * Reads the entries that the user may still see. If the user serves the customer again, the conversation is
     * followed; otherwise {@code then} receives the batch.
     */
    private CompletionStage<Void> read(
            ConversationId conversation, long position, Function<Batch, CompletionStage<Void>> then) {
        return services.log()
                .readAfter(conversation, position, BATCH, user.id())
                .thenComposeAsync(
                        batch -> {
                            Optional<ConversationState> standing = batch.state();
                            if (standing.isEmpty()) {
                                delivery.ended(conversation, ErrorCode.MESSAGE_NOT_FOUND);
                                return CompletableFuture.completedStage(null);
                            }
                            return user.id().equals(standing.get().secondUser())
                                    ? follow(new Place(Side.SECOND, true, standing.get()), position)
                                    : then.apply(batch);
                        },
                        loop);
    }

    private CompletionStage<Void> deliver(ConversationId conversation, long position, Batch batch) {
        ConversationState standing = batch.state().orElseThrow();
        long reached = position;
        feeds.leftAt(standing, reached);
        for (Message message : batch.messages()) {
            if (!delivery.isReady()) {
                return restOnceReady(conversation, reached);
            }
            delivery.receive(message, null);
            reached = message.seq();
            feeds.leftAt(standing, reached);
        }
        if (batch.messages().size() < BATCH) {
            delivery.ended(conversation, ErrorCode.CONVERSATION_LEFT);
            return CompletableFuture.completedStage(null);
        }
        return restOnceReady(conversation, reached);
    }

    private CompletionStage<Void> restOnceReady(ConversationId conversation, long reached) {
        return feeds.ready().thenComposeAsync(ready -> rest(conversation, reached), loop);
    }

    /** The answer to a client that asked for one. */
    static ServerFrame.Data answer(Map<ConversationId, Long> positions) {
        Map<String, Long> resumed = new HashMap<>();
        positions.forEach((conversation, seq) -> resumed.put(conversation.value(), seq));
        return new ServerFrame.Resumed(resumed);
    }
}
