package io.kefu.redis.channel;

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
 * <p>The driver sends a subscription to the right master, but does not keep it there. After a lost connection it subscribes to
 * all channels of a master at once, which a Cluster refuses unless they share a slot; when a slot moves, it does nothing.
 * Therefore this class remembers at which master, and in which life of its connection, each channel was confirmed. It checks
 * at regular intervals and after each event whether that is still true, and subscribes again if it is not.
 */
public final class ClusterSubscriber implements Subscriber, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterSubscriber.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final RedisClusterClient client;
    private final StatefulRedisClusterPubSubConnection<String, String> connection;
    private final EventExecutorGroup executor;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final Map<StatefulRedisPubSubConnection<String, String>, ClusterMaster> masters = new ConcurrentHashMap<>();
    private final AtomicBoolean isMapOld = new AtomicBoolean();
    private CompletableFuture<Void> refresh = CompletableFuture.completedFuture(null);
    private volatile @Nullable Listener listener;
    private boolean isClosed;

    /** Takes a connection that has no other user, and the client that has the map of slots to masters. */
    public ClusterSubscriber(
            RedisClusterClient client, StatefulRedisClusterPubSubConnection<String, String> connection) {
        this.client = client;
        this.connection = connection;
        this.executor = client.getResources().eventExecutorGroup();
    }

    @Override
    public void start(Listener all) {
        listener = all;
        // The task ends with the client, which owns the executor.
        var unused = executor.scheduleWithFixedDelay(
                this::repairAll, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletionStage<Void> subscribe(String channel) {
        Subscription subscription = new Subscription(channel);
        subscriptions.put(channel, subscription);
        subscription.begin();
        return ended(
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
                        .thenAccept(subscribed -> unsubscribeUnlessWanted(subscription.channel, master)));
    }

    private CompletionStage<Void> ended(Subscription subscription, CompletionStage<Void> attempt) {
        return attempt.whenComplete((subscribed, failure) -> {
            subscription.ended();
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
            // The node has just left the Cluster.
            return CompletableFuture.failedStage(new RedisException(e));
        }
    }

    /** The driver keeps one connection per address, independent of the node's id. */
    private static String address(RedisClusterNode node) {
        return node.getUri().getHost() + ":" + node.getUri().getPort();
    }

    private void unsubscribeUnlessWanted(String channel, ClusterMaster master) {
        if (!subscriptions.containsKey(channel)) {
            master.unsubscribe(channel);
        }
    }

    /** A master confirms a subscription. It may do so twice, because the driver subscribes as well. */
    void confirmed(String channel, ClusterMaster master, long life) {
        Subscription subscription = subscriptions.get(channel);
        if (subscription != null && subscription.confirm(master, life)) {
            listener().subscribed(channel);
        }
    }

    /** A master ended a subscription. If this node did not ask for that, another master serves the slot now. */
    void ended(String channel, ClusterMaster master) {
        Subscription subscription = subscriptions.get(channel);
        if (subscription != null && subscription.lose(master)) {
            isMapOld.set(true);
            repairSoon();
        }
    }

    /** A master delivers a text. */
    void message(String channel, String text) {
        listener().message(channel, text);
    }

    private Listener listener() {
        return Objects.requireNonNull(listener, "start() must be called first");
    }

    /** A connection was restored without its subscriptions. */
    void repairSoon() {
        executor.execute(this::repairAll);
    }

    private void repairAll() {
        if (isMapOld.getAndSet(false)) {
            refresh().whenComplete((map, failure) -> repair());
        } else {
            repair();
        }
    }

    /** Refreshes the map of slots to masters. Callers share a refresh that has not ended yet. */
    private synchronized CompletionStage<Void> refresh() {
        if (refresh.isDone()) {
            refresh = client.refreshPartitionsAsync().toCompletableFuture();
        }
        return refresh;
    }

    /** Checks nothing after {@link #close}, because a closed connection of the driver throws a NullPointerException. */
    private synchronized void repair() {
        if (isClosed) {
            return;
        }
        try {
            subscriptions.values().forEach(this::repair);
        } catch (RuntimeException e) {
            LOG.warn("Could not check the subscriptions; will check again", e);
        }
    }

    private void repair(Subscription subscription) {
        RedisClusterNode node = client.getPartitions().getMasterBySlot(subscription.slot);
        boolean holds = node != null && subscription.holdsAt(address(node));
        if (!holds && subscription.begin()) {
            // If the attempt fails, the next check repeats it.
            var unused = ended(subscription, attempt(subscription));
        }
    }

    /** Ends the checks. To be called before the connection is closed. */
    @Override
    public synchronized void close() {
        isClosed = true;
    }

    /** A channel to which the node wants to be subscribed, and the master that last confirmed it. */
    private static final class Subscription {
        private final String channel;
        private final int slot;
        private @Nullable ClusterMaster master;
        private long life;
        private boolean attempting;

        Subscription(String channel) {
            this.channel = channel;
            this.slot = SlotHash.getSlot(channel);
        }

        /** Begins an attempt to subscribe. Returns false if there is one that has not ended yet. */
        synchronized boolean begin() {
            boolean mayBegin = !attempting;
            attempting = true;
            return mayBegin;
        }

        synchronized void ended() {
            attempting = false;
        }

        /** Records a confirmation. Returns whether it differs from the last one. */
        synchronized boolean confirm(ClusterMaster by, long inLife) {
            boolean isNew = !by.equals(master) || life != inLife;
            master = by;
            life = inLife;
            return isNew;
        }

        /** Records that a master ended the subscription. Returns whether that master was the last to confirm it. */
        synchronized boolean lose(ClusterMaster by) {
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
