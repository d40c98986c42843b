package io.kefu.redis.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.message.port.MessageLog.Appended;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.analytics.RedisCounters;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.testing.ProcessServer;
import io.kefu.redis.testing.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests that lists and counts are read without the messages that could not be indexed, while Redis refuses writes. */
@Tag("same-on-cluster")
class ListsWithoutWritesIT {
    private static final UserId ONE = new UserId("one");
    private static final UserId TWO = new UserId("two");

    @Test
    void readsWhatIsIndexed() {
        try (ProcessServer server = ProcessServer.startWith("--appendonly", "no");
                RedisClient client = RedisClient.create(server.uri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            Redis redis = TestRedis.of(connection.async(), new RedisKeys(4), false, Duration.ofSeconds(5));
            MessageIndexer deadNode = new MessageIndexer(redis);
            redis.await(deadNode.allIndexed());
            deadNode.close();
            Appended appended =
                    redis.await(new RedisMessageLog(redis, deadNode, Durability.local(), TestRedis.segments())
                            .append(Appends.pair(ONE, TWO, "x")));
            Message message = ((Appended.Stored) appended).message();
            connection.sync().configSet("maxmemory", "1mb");

            MessageIndexer indexer = new MessageIndexer(redis);
            RedisMessageHistory history = new RedisMessageHistory(redis, indexer, TestRedis.segments());
            RedisCounters counters = new RedisCounters(redis, indexer, InstantSource.system());
            Instant day = message.timestamp().minus(Duration.ofDays(1));
            assertThat(history.latest(10)).isEmpty();
            assertThat(history.ofKefu(ONE, new PageRequest(1, 10)).total()).isZero();
            assertThat(counters.messages(day, day.plus(Duration.ofDays(2)))).isEmpty();

            connection.sync().configSet("maxmemory", "0");
            assertThat(history.latest(10)).containsExactly(message);
            assertThat(counters.messages(day, day.plus(Duration.ofDays(2)))).hasSize(1);
        }
    }
}
