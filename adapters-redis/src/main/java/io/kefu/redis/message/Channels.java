package io.kefu.redis.message;

import io.kefu.application.message.port.MessageEvents.Subscription;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * <p>When the connection was lost, the driver subscribes again; every listener is then told that events may be missing,
 * once it is certain that no more are being lost.
 */
public final class Channels extends RedisPubSubAdapter<String, String> {
    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    private final StatefulRedisPubSubConnection<String, String> connection;
    private final boolean isSharded;
    private final Map<String, Channel<?>> channels = new ConcurrentHashMap<>();

    /**
     * Makes the subscriptions of a connection, which must serve nothing else.
     *
     * @param isSharded whether channels are sharded, as in a Redis Cluster
     */
    public Channels(StatefulRedisPubSubConnection<String, String> connection, boolean isSharded) {
        this.connection = connection;
        this.isSharded = isSharded;
        connection.addListener(this);
    }

    /** How to read the texts of a channel, and what to say when some may be missing. */
    record Decoder<E>(Function<String, Optional<E>> read, E interrupted) {}

    /** Adds a listener. The stage completes when nothing that is published from then on will be missed. */
    @SuppressWarnings("unchecked") // all who follow a channel use the same decoder
    <E> CompletionStage<Subscription> follow(String name, Decoder<E> decoder, Consumer<E> listener) {
        Channel<E> channel = (Channel<E>) channels.compute(name, (key, known) -> {
            Channel<E> joined = known == null ? new Channel<>(decoder, subscribe(name)) : (Channel<E>) known;
            joined.listeners.add(listener);
            return joined;
        });
        return channel.subscribed.handle((done, failure) -> {
            if (failure == null) {
                return () -> leave(name, listener);
            }
            leave(name, listener);
            throw new CompletionException(failure);
        });
    }

    private void leave(String name, Consumer<?> listener) {
        channels.computeIfPresent(name, (key, channel) -> {
            channel.listeners.remove(listener);
            if (!channel.listeners.isEmpty()) {
                return channel;
            }
            unsubscribe(name);
            return null;
        });
    }

    /** How many channels the node is subscribed to. */
    public int size() {
        return channels.size();
    }

    private CompletionStage<Void> subscribe(String name) {
        return isSharded
                ? connection.async().ssubscribe(name)
                : connection.async().subscribe(name);
    }

    private void unsubscribe(String name) {
        // Nothing depends on the answer: without a listener in the map a late text is passed over.
        var unused = isSharded
                ? connection.async().sunsubscribe(name)
                : connection.async().unsubscribe(name);
    }

    @Override
    public void message(String name, String text) {
        Channel<?> channel = channels.get(name);
        if (channel != null) {
            channel.hear(text);
        }
    }

    @Override
    public void smessage(String name, String text) {
        message(name, text);
    }

    @Override
    public void subscribed(String name, long count) {
        Channel<?> channel = channels.get(name);
        if (channel != null) {
            channel.confirm();
        }
    }

    @Override
    public void ssubscribed(String name, long count) {
        subscribed(name, count);
    }

    /** One channel and those who listen. */
    private static final class Channel<E> {
        private final Decoder<E> decoder;
        private final CompletionStage<Void> subscribed;
        private final List<Consumer<E>> listeners = new CopyOnWriteArrayList<>();
        /** Only the connection's thread touches it. */
        private boolean confirmed;

        Channel(Decoder<E> decoder, CompletionStage<Void> subscribed) {
            this.decoder = decoder;
            this.subscribed = subscribed;
        }

        void hear(String text) {
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

        void confirm() {
            if (confirmed) {
                tell(decoder.interrupted());
            }
            confirmed = true;
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
