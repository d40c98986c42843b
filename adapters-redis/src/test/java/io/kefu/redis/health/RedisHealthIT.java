package io.kefu.redis.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kefu.application.health.port.StoreHealth.State;
import io.kefu.domain.error.DomainException;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.backup.RestoreMark;
import io.kefu.redis.format.DataFormat;
import io.kefu.redis.testing.ProcessServer;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.CommandType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests the state that two nodes report for a Redis that refuses writes or has lost its data. */
@Tag("same-on-cluster")
class RedisHealthIT {
    private static final RedisKeys KEYS = new RedisKeys(4);
    private static ProcessServer server;
    private static RedisClient client;
    private static RedisCommands<String, String> admin;

    private HealthNode one;
    private HealthNode other;

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
        one = new HealthNode(client, KEYS);
        other = new HealthNode(client, KEYS);
        one.await(State.WRITABLE);
        other.await(State.WRITABLE);
    }

    @Test
    void reportsFullMemory() {
        admin.configSet("maxmemory", "1mb");
        one.await(State.READ_ONLY);
        admin.configSet("maxmemory", "0");
        one.await(State.WRITABLE);
        assertThat(one.calls()).isEmpty();
    }

    @Test
    void reportsThatTheServerBecameAReplica() {
        admin.configSet("replica-serve-stale-data", "yes");
        admin.replicaof("127.0.0.1", 1);
        one.await(State.READ_ONLY);
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
        one.connection().sync().auth("limited", "any");
        admin.aclSetuser("limited", AclSetuserArgs.Builder.removeCommand(CommandType.HINCRBY));
        one.await(State.READ_ONLY);
        assertThat(other.stateOfNextProbe()).isEqualTo(State.WRITABLE);
        admin.aclSetuser("limited", AclSetuserArgs.Builder.allCommands());
        one.await(State.WRITABLE);
        admin.aclSetuser("limited", AclSetuserArgs.Builder.removeCommand(CommandType.XADD));
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> one.redis().await(one.redis().commands().xadd("{p0}:any", Map.of("field", "value"))));
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
            HealthNode node = new HealthNode(client, KEYS);
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
        for (HealthNode node : List.of(one, other)) {
            assertThat(node.nextCall()).isEqualTo("forget");
            assertThat(node.nextCall()).isEqualTo("begin");
            node.await(State.WRITABLE);
            assertThat(node.calls()).isEmpty();
        }
        assertThat(admin.get(GlobalKeys.DATA)).isNotNull().isNotEqualTo(former);
        assertThat(admin.get(GlobalKeys.PARTITIONS)).isEqualTo("4");
    }

    /** Simulates a Cluster in which one master restarted without data. */
    @Test
    void adoptsNothingWhileARestoreFillsRedis() throws Exception {
        RestoreMark restore = new RestoreMark(one.redis());
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
        for (HealthNode node : List.of(one, other)) {
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

    @Test
    void endsIfTheDataHaveANewerFormat() throws Exception {
        replaceDataBy(Map.of(
                GlobalKeys.PARTITIONS, "4",
                GlobalKeys.DATA, "another",
                GlobalKeys.FORMAT, Integer.toString(DataFormat.CURRENT + 1)));
        assertThat(one.nextCall()).isEqualTo("forget");
        assertThat(one.nextCall()).isEqualTo("end");
        assertThat(admin.hget(KEYS.history(0), "data")).isNull();
    }

    @Test
    void bringsDataOfAnOlderFormatUpToDate() throws Exception {
        replaceDataBy(Map.of(GlobalKeys.PARTITIONS, "4", GlobalKeys.DATA, "another"));
        assertThat(one.nextCall()).isEqualTo("forget");
        assertThat(one.nextCall()).isEqualTo("begin");
        assertThat(admin.get(GlobalKeys.FORMAT)).isEqualTo(Integer.toString(DataFormat.CURRENT));
    }

    /** Replaces all data in one step, so that no node sees an empty Redis in between. */
    private static void replaceDataBy(Map<String, String> data) {
        admin.multi();
        admin.flushall();
        admin.mset(data);
        admin.exec();
    }

    /** Simulates a server that was started with an older copy of its data. */
    @Test
    void countsALossIfTheDataAreOlder() {
        admin.hset(KEYS.history(0), "beat", "0");
        one.await(State.UNAVAILABLE);
        one.await(State.WRITABLE);
        assertThat(Long.parseLong(admin.hget(KEYS.history(0), "n"))).isPositive();
        other.await(State.WRITABLE);
        assertThat(one.calls()).isEmpty();
        assertThat(other.calls()).isEmpty();
    }
}
