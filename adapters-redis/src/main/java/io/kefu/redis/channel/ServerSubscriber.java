package io.kefu.redis.channel;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletionStage;

/**
 * Subscriptions to a single server. After a lost connection the driver restores them, if necessary at the new master.
 *
 * @param connection a connection that has no other user
 */
public record ServerSubscriber(StatefulRedisPubSubConnection<String, String> connection) implements Subscriber {

    @Override
    public void start(Listener listener) {
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void subscribed(String channel, long count) {
                listener.subscribed(channel);
            }

            @Override
            public void message(String channel, String text) {
                listener.message(channel, text);
            }
        });
    }

    @Override
    public CompletionStage<Void> subscribe(String channel) {
        return connection.async().subscribe(channel);
    }

    @Override
    public void unsubscribe(String channel) {
        // Nothing depends on the answer. A text that arrives later is ignored.
        var unused = connection.async().unsubscribe(channel);
    }
}
