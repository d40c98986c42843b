package io.kefu.redis.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.analytics.testing.CountersContract;
import io.kefu.application.hours.port.Hours;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.analytics.Dates;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.message.RedisMessageLog;
import io.kefu.redis.presence.RedisPresence;
import io.kefu.redis.session.RedisSessionStore;
import io.kefu.redis.testing.RedisExtension;
import io.kefu.redis.testing.TestRedis;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisCountersIT extends CountersContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    /** 2026-03-01. */
    private static final long DAY = 20_513;

    private static final Instant MORNING = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-03T00:00:00Z");

    private final RedisCounters counters = new RedisCounters(REDIS.redis(), REDIS.indexer(), () -> LATER);

    @Override
    protected Fixture fixture(TestClock clock, Hours hours) {
        return new Fixture(
                new RedisMessageLog(REDIS.redis(), REDIS.indexer(), Durability.local(), TestRedis.segments()),
                new RedisSessionStore(REDIS.redis(), REDIS.indexer(), hours, clock),
                new RedisPresence(REDIS.redis()),
                new RedisCounters(REDIS.redis(), REDIS.indexer(), clock));
    }

    @Test
    void readsTheSameAfterADayWasFolded() {
        counted(0, "48t", 3);
        counted(1, "48t", 4);
        counted(1, "49i", 5);
        counted(1, "48c", 2);
        counted(1, "48d", 60_000);
        REDIS.commands().hset(REDIS.keys().work(2, DAY), Map.of("kefu m", "7", " o", "2"));
        Instant until = MORNING.plusSeconds(86_400);
        Object messages = counters.messages(MORNING, until);
        Object closed = counters.closed(MORNING, until);
        Dates dates = new Dates(LocalDate.ofEpochDay(DAY), LocalDate.ofEpochDay(DAY));
        Object kefu = counters.kefu(dates);
        Object queue = counters.queue(dates);
        counters.fold(MORNING.plusSeconds(86_400));
        assertThat(REDIS.commands().exists(REDIS.keys().counts(0, DAY))).isEqualTo(1);
        counters.fold(LATER);
        assertThat(REDIS.commands()
                        .exists(REDIS.keys().counts(0, DAY), REDIS.keys().counts(1, DAY)))
                .isZero();
        assertThat(REDIS.commands().hgetall(GlobalKeys.folded("counts", DAY)))
                .isEqualTo(Map.of("48t", "7", "49i", "5", "48c", "2", "48d", "60000"));
        assertThat(counters.messages(MORNING, until)).isEqualTo(messages);
        assertThat(counters.closed(MORNING, until)).isEqualTo(closed);
        assertThat(counters.kefu(dates)).isEqualTo(kefu);
        assertThat(counters.queue(dates)).isEqualTo(queue);
    }

    @Test
    void foldsADayOnce() {
        counted(0, "48t", 3);
        counters.fold(LATER);
        // A slower node has read only a part of the counts, because another node is removing them.
        counted(1, "48t", 1);
        counters.fold(LATER);
        assertThat(REDIS.commands().hgetall(GlobalKeys.folded("counts", DAY))).isEqualTo(Map.of("48t", "3"));
    }

    @Test
    void foldedCountsExpire() {
        counted(0, "48t", 3);
        counters.fold(LATER);
        assertThat(REDIS.commands().pttl(GlobalKeys.folded("counts", DAY)))
                .isBetween(1L, REDIS.redis().counting().keptFor().toMillis());
    }

    @Test
    void readsAYearWithALimitedNumberOfCommands() {
        counters.fold(LATER);
        Runnable year = () -> counters.messages(MORNING.minusSeconds(365 * 86_400L), LATER);
        int commands = REDIS.commandsDuring(year).size();
        for (int partition = 0; partition < 64; partition++) {
            counted(partition, "48t", 1_000_000);
        }
        assertThat(REDIS.commandsDuring(year)).hasSize(commands);
        assertThat(commands).isLessThan(366 + 4 * RedisExtension.PARTITIONS);
    }

    @Test
    void doesNotReadFutureDays() {
        counters.fold(LATER);
        Instant inAYear = LATER.plusSeconds(365 * 86_400L);
        Dates dates = new Dates(LocalDate.ofEpochDay(DAY), LocalDate.ofEpochDay(DAY + 365));
        assertThat(REDIS.commandsDuring(() -> counters.messages(MORNING, inAYear)))
                .hasSizeLessThan(5 * RedisExtension.PARTITIONS);
        assertThat(REDIS.commandsDuring(() -> counters.queue(dates))).hasSizeLessThan(5 * RedisExtension.PARTITIONS);
    }

    private static void counted(int partition, String field, long count) {
        REDIS.commands().hincrby(REDIS.keys().counts(partition, DAY), field, count);
    }
}
