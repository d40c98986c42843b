package io.kefu.application.message.testing;

import io.kefu.application.message.port.MessageEvents;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Events in memory. The publishing thread calls the listeners. */
public final class InMemoryMessageEvents implements MessageEvents {
    private final Map<ConversationId, List<Consumer<ConversationEvent>>> ofConversations = new ConcurrentHashMap<>();
    private final Map<UserId, List<Consumer<UserEvent>>> ofUsers = new ConcurrentHashMap<>();

    private int failures;

    /** Lets the next subscriptions to conversations fail, as if the store did not answer. */
    public void failNextSubscriptions(int count) {
        failures = count;
    }

    @Override
    public CompletionStage<Subscription> subscribe(ConversationId conversation, Consumer<ConversationEvent> listener) {
        if (failures > 0) {
            failures--;
            return CompletableFuture.failedStage(DomainException.unavailable(Duration.ofSeconds(1)));
        }
        return follow(ofConversations, conversation, listener);
    }

    @Override
    public CompletionStage<Subscription> subscribe(UserId user, Consumer<UserEvent> listener) {
        return follow(ofUsers, user, listener);
    }

    private static <K, E> CompletionStage<Subscription> follow(
            Map<K, List<Consumer<E>>> listeners, K key, Consumer<E> listener) {
        listeners.computeIfAbsent(key, unknown -> new CopyOnWriteArrayList<>()).add(listener);
        return CompletableFuture.completedStage(
                () -> listeners.getOrDefault(key, List.of()).remove(listener));
    }

    @Override
    public CompletionStage<Void> publish(ConversationEvent.Transient event) {
        publish(event.conversation(), event);
        return CompletableFuture.completedStage(null);
    }

    /** Publishes an event of a conversation. */
    public void publish(ConversationId conversation, ConversationEvent event) {
        ofConversations.getOrDefault(conversation, List.of()).forEach(listener -> tell(listener, event));
    }

    /** Publishes an event of a user. */
    public void publish(UserId user, UserEvent event) {
        ofUsers.getOrDefault(user, List.of()).forEach(listener -> tell(listener, event));
    }

    private static <E> void tell(Consumer<E> listener, E event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            Logger.getLogger(InMemoryMessageEvents.class.getName()).log(Level.FINE, "A listener failed", e);
        }
    }
}
