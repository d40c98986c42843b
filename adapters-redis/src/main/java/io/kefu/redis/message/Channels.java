package io.kefu.redis.message;

import io.kefu.application.message.port.MessageEvents.Subscription;
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
 * A node's subscriptions: one per channel, however many listen. A text is decoded once for all its listeners, which are
 * called on the connection's thread, in order.
 *
 * <p>When a subscription was lost and begins again, every listener is told that events may be missing, once it is certain
 * that no more are being lost, and that it was looked whether the server is another one that may have lost more than events.
 */
public final class Channels implements Subscriber.Hearer {
    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    private final Subscriber subscriber;
    private final DataLosses losses;
    private final Map<String, Channel<?>> channels = new ConcurrentHashMap<>();

    /** Makes the subscriptions of a subscriber, which must serve nothing else. */
    public Channels(Subscriber subscriber, DataLosses losses) {
        this.subscriber = subscriber;
        this.losses = losses;
        subscriber.start(this);
    }

    /** How to read the texts of a channel, and what to say when some may be missing. */
    record Decoder<E>(Function<String, Optional<E>> read, E interrupted) {}

    /** Adds a listener. The stage completes when nothing that is published from then on will be missed. */
    @SuppressWarnings("unchecked") // all who follow a channel use the same decoder
    <E> CompletionStage<Subscription> follow(String name, Decoder<E> decoder, Consumer<E> listener) {
        Channel<E> fresh = new Channel<>(decoder);
        Channel<E> channel = (Channel<E>) channels.compute(name, (key, known) -> {
            Channel<E> joined = known == null ? fresh : (Channel<E>) known;
            joined.listeners.add(listener);
            return joined;
        });
        if (channel == fresh) {
            // Only now: the confirmation looks for the channel where it stands since a moment ago.
            subscribe(name, fresh.subscribed);
        }
        return channel.subscribed.handle((done, failure) -> {
            if (failure == null) {
                return () -> leave(name, listener);
            }
            leave(name, listener);
            throw new CompletionException(failure);
        });
    }

    private void subscribe(String name, CompletableFuture<Void> subscribed) {
        subscriber.subscribe(name).whenComplete((done, failure) -> {
            if (failure == null) {
                subscribed.complete(null);
            } else {
                subscribed.completeExceptionally(failure);
            }
        });
    }

    private void leave(String name, Consumer<?> listener) {
        channels.computeIfPresent(name, (key, channel) -> {
            channel.listeners.remove(listener);
            if (!channel.listeners.isEmpty()) {
                return channel;
            }
            subscriber.unsubscribe(name);
            return null;
        });
    }

    /** Tells all listeners that events may have been lost, so that they read again what they follow. */
    public void interrupt() {
        channels.values().forEach(Channel::interruptIfConfirmed);
    }

    /** How many channels the node is subscribed to. */
    public int size() {
        return channels.size();
    }

    @Override
    public void message(String name, String text) {
        Channel<?> channel = channels.get(name);
        if (channel != null) {
            channel.hear(text);
        }
    }

    @Override
    public void subscribed(String name) {
        Channel<?> channel = channels.get(name);
        if (channel != null) {
            if (channel.confirm()) {
                losses.look().thenRun(channel::interrupt);
            }
        }
    }

    /** One channel and those who listen, who are told one thing at a time. */
    private static final class Channel<E> {
        private final Decoder<E> decoder;
        private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
        private final List<Consumer<E>> listeners = new CopyOnWriteArrayList<>();
        private boolean confirmed;

        Channel(Decoder<E> decoder) {
            this.decoder = decoder;
        }

        synchronized void hear(String text) {
            if (!confirmed) {
                // It was meant for those who left this channel just before.
                return;
            }
            read(text).ifPresent(this::tell);
        }

        private Optional<E> read(String text) {
            try {
                return decoder.read().apply(text);
            } catch (RuntimeException e) {
                // Whatever it was, the log has it: a listener that reads again misses nothing.
                LOG.warn("An event could not be read", e);
                return Optional.of(decoder.interrupted());
            }
        }

        /** Begins to hear; returns whether it heard before. */
        synchronized boolean confirm() {
            boolean heardBefore = confirmed;
            confirmed = true;
            return heardBefore;
        }

        synchronized void interruptIfConfirmed() {
            if (confirmed) {
                interrupt();
            }
        }

        synchronized void interrupt() {
            tell(decoder.interrupted());
        }

        private void tell(E event) {
            listeners.forEach(listener -> tell(listener, event));
        }

        private void tell(Consumer<E> listener, E event) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.warn("A listener failed; the others are told all the same", e);
            }
        }
    }
}
