package io.kefu.redis.channel;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletionStage;

/** Subscriptions to a single server. After a lost connection the driver restores them, if necessary at the new master. */
public final class ServerSubscriber implements Subscriber {
    private final StatefulRedisPubSubConnection<String, String> connection;

    /** Takes a connection that has no other user. */
    public ServerSubscriber(StatefulRedisPubSubConnection<String, String> connection) {
        this.connection = connection;
    }

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
