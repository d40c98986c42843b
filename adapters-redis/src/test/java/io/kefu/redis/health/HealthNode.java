package io.kefu.redis.health;

import io.kefu.application.health.port.StoreHealth.State;
import io.kefu.application.health.port.StoreReplacement;
import io.kefu.application.testing.TestTicker;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.channel.Channels;
import io.kefu.redis.channel.ServerSubscriber;
import io.kefu.redis.durability.DataLosses;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The health check of a node. Records the calls of {@link #forget}, {@link #begin} and the end of the node. */
final class HealthNode implements StoreReplacement {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final TestTicker ticker = new TestTicker(0);
    private final StatefulRedisConnection<String, String> connection;
    private final RedisHealth health;
    private final Redis redis;

    HealthNode(RedisClient client, RedisKeys keys) {
        connection = client.connect();
        redis = TestRedis.of(connection.async(), keys, false, Duration.ofSeconds(5));
        DataLosses losses = new DataLosses(redis);
        Channels channels = new Channels(new ServerSubscriber(client.connectPubSub()), losses);
        redis.await(losses.check());
        health = new RedisHealth(
                redis,
                losses,
                channels,
                () -> List.of(this),
                task -> Thread.ofVirtual().start(task),
                () -> calls.add("end"),
                ticker);
    }

    @Override
    public void forget() {
        calls.add("forget");
    }

    @Override
    public void begin() {
        calls.add("begin");
    }

    void await(State state) {
        Deadline deadline = new Deadline(TIMEOUT, "Health does not become " + state);
        while (stateOfNextProbe() != state) {
            deadline.check();
        }
    }

    void awaitDurable(double expected) {
        Deadline deadline = new Deadline(TIMEOUT, "The gauge does not become " + expected);
        while (durable() != expected) {
            deadline.check();
            stateOfNextProbe();
        }
    }

    private double durable() {
        @Nullable Gauge gauge = redis.meters().find("kefu.redis.durable").gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    /** The result of a new probe. One result is used for about a second. */
    State stateOfNextProbe() {
        ticker.advance(Duration.ofSeconds(1));
        return health.state();
    }

    String nextCall() throws InterruptedException {
        Deadline deadline = new Deadline(TIMEOUT, "The node was not called");
        @Nullable String word = null;
        while (word == null) {
            deadline.check();
            stateOfNextProbe();
            word = calls.poll(10, TimeUnit.MILLISECONDS);
        }
        return word;
    }

    /** The calls so far that {@link #nextCall} has not returned. */
    BlockingQueue<String> calls() {
        return calls;
    }

    StatefulRedisConnection<String, String> connection() {
        return connection;
    }

    Redis redis() {
        return redis;
    }
}
