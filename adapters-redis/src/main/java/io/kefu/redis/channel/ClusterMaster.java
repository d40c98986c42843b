package io.kefu.redis.channel;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.SocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection for subscriptions to one master of a Cluster. The number of the connection's life rises each time that the
 * connection is lost, which ends all subscriptions of that life.
 */
final class ClusterMaster extends RedisPubSubAdapter<String, String> implements RedisConnectionStateListener {
    private final String address;
    private final StatefulRedisPubSubConnection<String, String> connection;
    private final ClusterSubscriber subscriber;
    private final AtomicLong life = new AtomicLong();

    private ClusterMaster(
            String address, StatefulRedisPubSubConnection<String, String> connection, ClusterSubscriber subscriber) {
        this.address = address;
        this.connection = connection;
        this.subscriber = subscriber;
    }

    /** Reports everything that happens on a connection to the subscriber from now on. */
    static ClusterMaster of(
            String address, StatefulRedisPubSubConnection<String, String> connection, ClusterSubscriber subscriber) {
        ClusterMaster master = new ClusterMaster(address, connection, subscriber);
        connection.addListener((RedisPubSubAdapter<String, String>) master);
        connection.addListener((RedisConnectionStateListener) master);
        return master;
    }

    boolean isAt(String other) {
        return address.equals(other);
    }

    long life() {
        return life.get();
    }

    CompletionStage<Void> subscribe(String channel) {
        return connection.async().ssubscribe(channel);
    }

    void unsubscribe(String channel) {
        // Nothing depends on the answer. A text that arrives later is ignored.
        var unused = connection.async().sunsubscribe(channel);
    }

    @Override
    public void ssubscribed(String channel, long count) {
        subscriber.confirmed(channel, this, life());
    }

    @Override
    public void sunsubscribed(String channel, long count) {
        subscriber.ended(channel, this);
    }

    @Override
    public void smessage(String channel, String text) {
        subscriber.message(channel, text);
    }

    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress at) {
        subscriber.repairSoon();
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
        life.incrementAndGet();
    }
}
