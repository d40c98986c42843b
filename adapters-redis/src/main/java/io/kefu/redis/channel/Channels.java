package io.kefu.redis.channel;

import io.kefu.application.message.port.MessageEvents.Subscription;
import io.kefu.redis.durability.DataLosses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's subscriptions, one per channel for all listeners of the channel. A text is decoded once for all listeners, which
 * are called on the connection's thread, in order.
 *
 * <p>When a lost subscription is restored, each listener gets an event that says that events may be missing. Before that,
 * {@link DataLosses} checks whether the server may have lost data as well.
 */
public final class Channels implements Subscriber.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    private final Subscriber subscriber;
    private final DataLosses losses;
    private final Map<String, Channel<?>> channels = new ConcurrentHashMap<>();

    /** Takes a subscriber that has no other user, and starts it. */
    public Channels(Subscriber subscriber, DataLosses losses) {
        this.subscriber = subscriber;
        this.losses = losses;
        subscriber.start(this);
    }

    /**
     * How the texts of a channel become events.
     *
     * @param read decodes a text; empty for a text that is ignored
     * @param interrupted the event that says that events may be missing
     */
    public record Decoder<E>(Function<String, Optional<E>> read, E interrupted) {}

    /** Adds a listener. The listener gets every event that is published after the stage has completed. */
    @SuppressWarnings("unchecked") // all listeners of a channel use the same decoder
    public <E> CompletionStage<Subscription> subscribe(String name, Decoder<E> decoder, Consumer<E> listener) {
        Channel<E> fresh = new Channel<>(decoder);
        Channel<E> channel = (Channel<E>) channels.compute(name, (key, known) -> {
            Channel<E> joined = known == null ? fresh : (Channel<E>) known;
            joined.listeners.add(listener);
            return joined;
        });
        if (channel == fresh) {
            // The confirmation looks for the channel in the map, so the channel must be there first.
            request(name, fresh.subscribed);
        }
        return channel.subscribed.handle((done, failure) -> {
            if (failure == null) {
                return () -> unsubscribe(name, listener);
            }
            unsubscribe(name, listener);
            throw new CompletionException(failure);
        });
    }

    private void request(String name, CompletableFuture<Void> subscribed) {
        subscriber.subscribe(name).whenComplete((done, failure) -> {
            if (failure == null) {
                subscribed.complete(null);
            } else {
                subscribed.completeExceptionally(failure);
            }
        });
    }

    private void unsubscribe(String name, Consumer<?> listener) {
        channels.computeIfPresent(name, (key, channel) -> {
            channel.listeners.remove(listener);
            if (!channel.listeners.isEmpty()) {
                return channel;
            }
            subscriber.unsubscribe(name);
            return null;
        });
    }

    /** Sends each listener the event that says that events may be missing. The listeners then read their data again. */
    public void interrupt() {
        channels.values().forEach(Channel::interruptIfConfirmed);
    }

    /** The number of channels to which the node is subscribed. */
    public int size() {
        return channels.size();
    }

    @Override
    public void message(String name, String text) {
        Channel<?> channel = channels.get(name);
        if (channel != null) {
            channel.receive(text);
        }
    }

    @Override
    public void subscribed(String name) {
        Channel<?> channel = channels.get(name);
        if (channel != null && channel.confirm()) {
            losses.check().thenRun(channel::interrupt);
        }
    }

    /** A channel and its listeners, which are called with one event at a time. */
    private static final class Channel<E> {
        private final Decoder<E> decoder;
        private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
        private final List<Consumer<E>> listeners = new CopyOnWriteArrayList<>();
        private boolean confirmed;

        Channel(Decoder<E> decoder) {
            this.decoder = decoder;
        }

        synchronized void receive(String text) {
            if (!confirmed) {
                // The text belongs to an earlier subscription of the same channel, which has ended.
                return;
            }
            read(text).ifPresent(this::notifyListeners);
        }

        private Optional<E> read(String text) {
            try {
                return decoder.read().apply(text);
            } catch (RuntimeException e) {
                // The log has the content of the event, so a listener that reads the log again misses nothing.
                LOG.warn("Could not decode an event; the listeners read the log instead", e);
                return Optional.of(decoder.interrupted());
            }
        }

        /** Records that the subscription is active. Returns whether it was active before, and was therefore restored. */
        synchronized boolean confirm() {
            boolean confirmedBefore = confirmed;
            confirmed = true;
            return confirmedBefore;
        }

        synchronized void interruptIfConfirmed() {
            if (confirmed) {
                interrupt();
            }
        }

        synchronized void interrupt() {
            notifyListeners(decoder.interrupted());
        }

        private void notifyListeners(E event) {
            listeners.forEach(listener -> call(listener, event));
        }

        private void call(Consumer<E> listener, E event) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.warn("A listener failed; the other listeners are still called", e);
            }
        }
    }
}
