package io.kefu.redis.message;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.pubsub.StatefulRedisClusterPubSubConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.netty.util.concurrent.EventExecutorGroup;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscriptions to the sharded channels of a Redis Cluster, each at the master that serves the channel's slot.
 *
 * <p>The driver sends such a subscription to where it belongs and leaves it at that. After a lost connection it asks for all
 * channels of a master at once, which a cluster refuses unless they share a slot, and when a slot moves it does nothing. So
 * this class remembers at which master, in which of its connection's lives, each channel was confirmed. It looks at regular
 * intervals, and when something has happened, whether that still holds; where it does not, it subscribes again.
 */
public final class ClusterSubscriber implements Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterSubscriber.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final RedisClusterClient client;
    private final StatefulRedisClusterPubSubConnection<String, String> connection;
    private final EventExecutorGroup executor;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final Map<StatefulRedisPubSubConnection<String, String>, ClusterMaster> masters = new ConcurrentHashMap<>();
    private final AtomicBoolean isMapOld = new AtomicBoolean();
    private CompletableFuture<Void> refresh = CompletableFuture.completedFuture(null);
    private volatile @Nullable Hearer hearer;

    /**
     * Takes a connection that must serve nothing else.
     *
     * @param client knows which master serves which slot
     */
    public ClusterSubscriber(
            RedisClusterClient client, StatefulRedisClusterPubSubConnection<String, String> connection) {
        this.client = client;
        this.connection = connection;
        this.executor = client.getResources().eventExecutorGroup();
    }

    @Override
    public void start(Hearer all) {
        hearer = all;
        // Ends with the client, whose executor it is.
        var unused = executor.scheduleWithFixedDelay(
                this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletionStage<Void> subscribe(String channel) {
        Subscription subscription = new Subscription(channel);
        subscriptions.put(channel, subscription);
        subscription.ask();
        return answered(
                subscription,
                attempt(subscription)
                        .exceptionallyCompose(refusal -> refresh().thenCompose(map -> attempt(subscription))));
    }

    @Override
    public void unsubscribe(String channel) {
        Subscription subscription = subscriptions.remove(channel);
        ClusterMaster master = subscription == null ? null : subscription.master();
        if (master != null) {
            master.unsubscribe(channel);
        }
    }

    private CompletionStage<Void> attempt(Subscription subscription) {
        return masterOf(subscription)
                .thenCompose(master -> master.subscribe(subscription.channel)
                        .thenAccept(subscribed -> leaveUnlessWanted(subscription.channel, master)));
    }

    private CompletionStage<Void> answered(Subscription subscription, CompletionStage<Void> attempt) {
        return attempt.whenComplete((subscribed, failure) -> {
            subscription.answered();
            if (failure != null) {
                isMapOld.set(true);
            }
        });
    }

    private CompletionStage<ClusterMaster> masterOf(Subscription subscription) {
        RedisClusterNode node = client.getPartitions().getMasterBySlot(subscription.slot);
        if (node == null) {
            return CompletableFuture.failedStage(new RedisException("No master serves slot " + subscription.slot));
        }
        try {
            return connection
                    .getConnectionAsync(node.getUri().getHost(), node.getUri().getPort())
                    .thenApply(own -> masters.computeIfAbsent(own, key -> ClusterMaster.of(address(node), own, this)));
        } catch (IllegalArgumentException e) {
            // It left the cluster just now.
            return CompletableFuture.failedStage(new RedisException(e));
        }
    }

    /** The driver has one connection for an address, whichever node's it is. */
    private static String address(RedisClusterNode node) {
        return node.getUri().getHost() + ":" + node.getUri().getPort();
    }

    private void leaveUnlessWanted(String channel, ClusterMaster master) {
        if (!subscriptions.containsKey(channel)) {
            master.unsubscribe(channel);
        }
    }

    /** A master says that a subscription holds. The driver's attempts and ours may lead to its saying so twice. */
    void confirmed(String channel, ClusterMaster master, long life) {
        Subscription subscription = subscriptions.get(channel);
        if (subscription != null && subscription.confirm(master, life)) {
            hearer().subscribed(channel);
        }
    }

    /** A master says that a subscription has ended. Unless we asked for that, another one serves the slot now. */
    void ended(String channel, ClusterMaster master) {
        Subscription subscription = subscriptions.get(channel);
        if (subscription != null && subscription.end(master)) {
            isMapOld.set(true);
            lookSoon();
        }
    }

    /** A master passes on a text. */
    void message(String channel, String text) {
        hearer().message(channel, text);
    }

    private Hearer hearer() {
        return Objects.requireNonNull(hearer, "start comes first");
    }

    /** A connection is there again, without its subscriptions. */
    void lookSoon() {
        executor.execute(this::look);
    }

    private void look() {
        if (isMapOld.getAndSet(false)) {
            refresh().whenComplete((map, failure) -> repair());
        } else {
            repair();
        }
    }

    /** One at a time, whoever wants it. */
    private synchronized CompletionStage<Void> refresh() {
        if (refresh.isDone()) {
            refresh = client.refreshPartitionsAsync().toCompletableFuture();
        }
        return refresh;
    }

    private void repair() {
        try {
            subscriptions.values().forEach(this::repair);
        } catch (RuntimeException e) {
            LOG.warn("Could not look after the subscriptions; the next look repeats it", e);
        }
    }

    private void repair(Subscription subscription) {
        RedisClusterNode node = client.getPartitions().getMasterBySlot(subscription.slot);
        boolean holds = node != null && subscription.holdsAt(address(node));
        if (!holds && subscription.ask()) {
            // Should it fail, the next look repeats it.
            var unused = answered(subscription, attempt(subscription));
        }
    }

    /** A channel that is wanted, and where it was last confirmed. */
    private static final class Subscription {
        private final String channel;
        private final int slot;
        private @Nullable ClusterMaster master;
        private long life;
        private boolean asked;

        Subscription(String channel) {
            this.channel = channel;
            this.slot = SlotHash.getSlot(channel);
        }

        /** Whether nobody asks at the moment, so that the caller may. */
        synchronized boolean ask() {
            boolean mayAsk = !asked;
            asked = true;
            return mayAsk;
        }

        synchronized void answered() {
            asked = false;
        }

        /** Whether that is news. */
        synchronized boolean confirm(ClusterMaster by, long inLife) {
            boolean isNews = !by.equals(master) || life != inLife;
            master = by;
            life = inLife;
            return isNews;
        }

        /** Whether it held until now. */
        synchronized boolean end(ClusterMaster by) {
            boolean held = by.equals(master);
            if (held) {
                master = null;
            }
            return held;
        }

        synchronized boolean holdsAt(String address) {
            return master != null && master.isAt(address) && master.life() == life;
        }

        synchronized @Nullable ClusterMaster master() {
            return master;
        }
    }
}
