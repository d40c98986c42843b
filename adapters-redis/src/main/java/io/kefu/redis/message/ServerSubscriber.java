package io.kefu.redis.message;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletionStage;

/** Subscriptions to a single server. After a lost connection the driver makes them again, at the new master if need be. */
public final class ServerSubscriber implements Subscriber {
    private final StatefulRedisPubSubConnection<String, String> connection;

    /** Takes a connection that must serve nothing else. */
    public ServerSubscriber(StatefulRedisPubSubConnection<String, String> connection) {
        this.connection = connection;
    }

    @Override
    public void start(Hearer hearer) {
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void subscribed(String channel, long count) {
                hearer.subscribed(channel);
            }

            @Override
            public void message(String channel, String text) {
                hearer.message(channel, text);
            }
        });
    }

    @Override
    public CompletionStage<Void> subscribe(String channel) {
        return connection.async().subscribe(channel);
    }

    @Override
    public void unsubscribe(String channel) {
        // Nothing depends on the answer: a late text is passed over.
        var unused = connection.async().unsubscribe(channel);
    }
}
