package io.kefu.redis.durability;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.error.ErrorCode;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.ProcessServer;
import io.kefu.redis.testing.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests with a master and a replica. */
@Tag("same-on-cluster")
class ReplicatedDurabilityIT {
    private ProcessServer master;
    private ProcessServer replica;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;
    private Redis redis;
    private Durability durability;

    @BeforeEach
    void start() {
        master = ProcessServer.startStoring();
        replica = ProcessServer.startReplicaOf(master);
        client = RedisClient.create(master.uri());
        connection = client.connect();
        redis = TestRedis.of(connection.async(), new RedisKeys(2), false, Duration.ofSeconds(2));
        Deadline deadline = new Deadline(Duration.ofSeconds(20), "The replica is not connected");
        while (!connection.sync().info("replication").contains("state=online")) {
            deadline.check();
        }
        durability = new ReplicatedDurability(redis, Masters.single(client.connect()));
    }

    @AfterEach
    void stop() {
        client.close();
        replica.close();
        master.close();
    }

    @Test
    void aSecuredWriteIsOnTheReplica() {
        try (RedisClient reader = RedisClient.create(replica.uri());
                StatefulRedisConnection<String, String> reading = reader.connect()) {
            for (int i = 0; i < 200; i++) {
                connection.sync().set("key", "" + i);
                redis.await(durability.secured(0));
                assertThat(reading.sync().get("key")).isEqualTo("" + i);
            }
        }
    }

    @Test
    void concurrentCallsShareAWait() {
        List<CompletableFuture<?>> all = IntStream.range(0, 1_000)
                .<CompletableFuture<?>>mapToObj(i -> durability.secured(i % 2).toCompletableFuture())
                .toList();
        all.forEach(redis::await);
        String stats = connection.sync().info("commandstats");
        long waits = stats.lines()
                .filter(line -> line.startsWith("cmdstat_wait:"))
                .mapToLong(line -> Long.parseLong(line.replaceFirst(".*?calls=(\\d+).*", "$1")))
                .sum();
        assertThat(waits).isBetween(1L, 500L);
    }

    @Test
    void failsWithoutAReplica() {
        replica.hang();
        assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> redis.await(durability.secured(0)));
        replica.resume();
        redis.await(durability.secured(0));
    }

    @Test
    void failsWithoutAMaster() {
        master.kill();
        assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> redis.await(durability.secured(0)));
    }
}
