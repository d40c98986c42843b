package io.kefu.redis.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kefu.application.health.port.StoreHealth.State;
import io.kefu.application.health.port.StoreReplacement;
import io.kefu.application.testing.TestTicker;
import io.kefu.domain.error.DomainException;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.backup.RestoreMark;
import io.kefu.redis.channel.Channels;
import io.kefu.redis.channel.ServerSubscriber;
import io.kefu.redis.durability.DataLosses;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.ProcessServer;
import io.kefu.redis.testing.TestRedis;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.CommandType;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests the state that two nodes report for a Redis that refuses writes or has lost its data. */
@Tag("same-on-cluster")
class RedisHealthIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final RedisKeys KEYS = new RedisKeys(4);
    private static ProcessServer server;
    private static RedisClient client;
    private static RedisCommands<String, String> admin;

    private Node one;
    private Node other;

    /** The health check of a node. Records the calls of {@link #forget}, {@link #begin} and the end of the node. */
    private static final class Node implements StoreReplacement {
        private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        private final TestTicker ticker = new TestTicker(0);
        private final StatefulRedisConnection<String, String> connection = client.connect();
        private final RedisHealth health;
        private final Redis redis;

        Node() {
            redis = TestRedis.of(connection.async(), KEYS, false, Duration.ofSeconds(5));
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
    }

    @BeforeAll
    static void start() {
        server = ProcessServer.startWith("--appendonly", "no");
        client = RedisClient.create(server.uri());
        client.setOptions(ClientOptions.builder().build());
        admin = client.connect().sync();
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        server.close();
    }

    @BeforeEach
    void begin() {
        admin.flushall();
        admin.set(GlobalKeys.PARTITIONS, "4");
        one = new Node();
        other = new Node();
        one.await(State.WRITABLE);
        other.await(State.WRITABLE);
    }

    @Test
    void reportsFullMemory() {
        admin.configSet("maxmemory", "1mb");
        one.await(State.UNAVAILABLE);
        admin.configSet("maxmemory", "0");
        one.await(State.WRITABLE);
        assertThat(one.calls).isEmpty();
    }

    @Test
    void reportsThatTheServerBecameAReplica() {
        admin.configSet("replica-serve-stale-data", "yes");
        admin.replicaof("127.0.0.1", 1);
        one.await(State.UNAVAILABLE);
        admin.replicaofNoOne();
        one.await(State.WRITABLE);
    }

    @Test
    void reportsMissingPermissions() {
        admin.aclSetuser(
                "limited",
                AclSetuserArgs.Builder.on()
                        .nopass()
                        .keyPattern("*")
                        .channelPattern("*")
                        .allCommands());
        one.connection.sync().auth("limited", "any");
        admin.aclSetuser("limited", AclSetuserArgs.Builder.removeCommand(CommandType.HINCRBY));
        one.await(State.UNAVAILABLE);
        assertThat(other.stateOfNextProbe()).isEqualTo(State.WRITABLE);
        admin.aclSetuser("limited", AclSetuserArgs.Builder.allCommands());
        one.await(State.WRITABLE);
        admin.aclSetuser("limited", AclSetuserArgs.Builder.removeCommand(CommandType.XADD));
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> one.redis.await(one.redis.commands().xadd("{p0}:any", Map.of("field", "value"))));
        one.await(State.UNAVAILABLE);
        admin.aclSetuser("limited", AclSetuserArgs.Builder.allCommands());
        one.await(State.WRITABLE);
    }

    @Test
    void reportsThatKeysMayBeEvicted() {
        admin.configSet("maxmemory", "500mb");
        admin.configSet("maxmemory-policy", "allkeys-lru");
        one.await(State.EVICTING);
        admin.configSet("maxmemory-policy", "noeviction");
        one.await(State.WRITABLE);
        admin.configSet("maxmemory", "0");
    }

    @Test
    void showsAndLogsWhetherTheDataAreDurable() {
        one.awaitDurable(0);
        other.awaitDurable(0);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(RedisHealth.class);
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.INFO);
        try {
            Node node = new Node();
            node.await(State.WRITABLE);
            node.awaitDurable(0);
            admin.configSet("appendonly", "yes");
            node.awaitDurable(1);
            admin.configSet("appendonly", "no");
            node.awaitDurable(0);
        } finally {
            log.setLevel(null);
            log.detachAppender(lines);
        }
        assertThat(List.copyOf(lines.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line -> line.contains("durable: "))
                .extracting(line -> line.replaceFirst("(durable: \\w+).*", "$1"))
                .containsExactly(
                        "Redis accepts writes, durable: false",
                        "Redis accepts writes, durable: true",
                        "Redis accepts writes, durable: false");
    }

    @Test
    void reportsAServerThatHangs() {
        server.hang();
        one.await(State.UNAVAILABLE);
        server.resume();
        one.await(State.WRITABLE);
    }

    @Test
    void adoptsAnEmptyRedis() throws Exception {
        String former = admin.get(GlobalKeys.DATA);
        admin.flushall();
        for (Node node : List.of(one, other)) {
            assertThat(node.nextCall()).isEqualTo("forget");
            assertThat(node.nextCall()).isEqualTo("begin");
            node.await(State.WRITABLE);
            assertThat(node.calls).isEmpty();
        }
        assertThat(admin.get(GlobalKeys.DATA)).isNotNull().isNotEqualTo(former);
        assertThat(admin.get(GlobalKeys.PARTITIONS)).isEqualTo("4");
    }

    /** Simulates a Cluster in which one master restarted without data. */
    @Test
    void adoptsNothingWhileARestoreFillsRedis() throws Exception {
        RestoreMark restore = new RestoreMark(one.redis);
        admin.flushall();
        restore.set();
        assertThat(one.nextCall()).isEqualTo("forget");
        // The next attempt begins after the first one has failed.
        assertThat(one.nextCall()).isEqualTo("forget");
        assertThat(one.stateOfNextProbe()).isEqualTo(State.UNAVAILABLE);
        assertThat(admin.keys("*")).containsExactly(GlobalKeys.RESTORE);
        restore.remove();
        one.await(State.WRITABLE);
    }

    @Test
    void adoptsDataOfWhichAPartIsGone() throws Exception {
        String former = admin.get(GlobalKeys.DATA);
        admin.del(KEYS.history(0));
        for (Node node : List.of(one, other)) {
            assertThat(node.nextCall()).isEqualTo("forget");
            assertThat(node.nextCall()).isEqualTo("begin");
            node.await(State.WRITABLE);
        }
        assertThat(admin.get(GlobalKeys.DATA)).isNotEqualTo(former);
        // The conversations that still exist have a new epoch.
        assertThat(Long.parseLong(admin.hget(KEYS.history(1), "n"))).isPositive();
    }

    @Test
    void adoptsDataOfAnotherDeployment() throws Exception {
        admin.flushall();
        admin.set(GlobalKeys.PARTITIONS, "4");
        admin.set(GlobalKeys.DATA, "another");
        admin.hset(KEYS.history(0), "data", "another");
        assertThat(one.nextCall()).isEqualTo("forget");
        assertThat(one.nextCall()).isEqualTo("begin");
        one.await(State.WRITABLE);
        assertThat(admin.get(GlobalKeys.DATA)).isEqualTo("another");
    }

    @Test
    void endsIfTheDataHaveAnotherNumberOfPartitions() throws Exception {
        admin.flushall();
        admin.set(GlobalKeys.PARTITIONS, "8");
        assertThat(one.nextCall()).isEqualTo("forget");
        assertThat(one.nextCall()).isEqualTo("end");
    }

    /** Simulates a server that was started with an older copy of its data. */
    @Test
    void countsALossIfTheDataAreOlder() {
        admin.hset(KEYS.history(0), "beat", "0");
        one.await(State.UNAVAILABLE);
        one.await(State.WRITABLE);
        assertThat(Long.parseLong(admin.hget(KEYS.history(0), "n"))).isPositive();
        other.await(State.WRITABLE);
        assertThat(one.calls).isEmpty();
        assertThat(other.calls).isEmpty();
    }
}
