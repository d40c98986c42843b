package io.kefu.redis.analytics;

import io.kefu.application.analytics.port.Counters;
import io.kefu.domain.analytics.Dates;
import io.kefu.domain.analytics.Histogram;
import io.kefu.domain.analytics.KefuFigures;
import io.kefu.domain.analytics.MessageCount;
import io.kefu.domain.analytics.QueueFigures;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Counting;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.message.MessageCodec;
import io.kefu.redis.message.MessageIndexer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the counts that the scripts keep per day. A message is counted when it is indexed. Therefore a call that reads counts of
 * messages first waits until all messages that were appended before the call are indexed. While Redis refuses writes, counts are
 * read without the messages that are not indexed yet.
 */
@Singleton
public final class RedisCounters implements Counters {
    private static final long QUARTERS_A_DAY = Duration.ofDays(1).dividedBy(MessageCount.QUARTER);
    private static final char SESSIONS = 'c';
    private static final char MILLIS = 'd';

    /** Stands for the id of a kefu in the counts of the queue. */
    private static final String QUEUE = "";

    private final Redis redis;
    private final MessageIndexer indexer;
    private final InstantSource clock;
    private final DayHashes counts;
    private final DayHashes work;

    /**
     * Makes the adapter.
     *
     * @param indexer counts the messages that are not counted yet
     * @param clock determines which days have begun
     */
    public RedisCounters(Redis redis, MessageIndexer indexer, InstantSource clock) {
        this.clock = clock;
        this.redis = redis;
        this.indexer = indexer;
        this.counts = new DayHashes(redis, "counts", redis.keys()::counts);
        this.work = new DayHashes(redis, "work", redis.keys()::work);
    }

    /** Folds the counts of days that are over. To be called at intervals by any node. Blocks. */
    public void fold(Instant now) {
        redis.await(indexer.allIndexed());
        counts.foldBefore(Counting.day(now));
        work.foldBefore(redis.counting().zoneDay(now));
    }

    @Override
    public ZoneId zone() {
        return redis.counting().zone();
    }

    @Override
    public List<MessageCount> messages(Instant from, Instant until) {
        redis.await(indexer.allIndexedIfWritable());
        List<MessageCount> messages = new ArrayList<>();
        eachQuarter(from, until, (quarter, letter, count) -> {
            if (letter != SESSIONS && letter != MILLIS) {
                messages.add(new MessageCount(quarter, MessageCodec.type(String.valueOf(letter)), count));
            }
        });
        return messages;
    }

    @Override
    public Closed closed(Instant from, Instant until) {
        Map<Character, Long> sums = new HashMap<>();
        eachQuarter(from, until, (quarter, letter, count) -> sums.merge(letter, count, Long::sum));
        return new Closed(sums.getOrDefault(SESSIONS, 0L), Duration.ofMillis(sums.getOrDefault(MILLIS, 0L)));
    }

    private interface QuarterConsumer {
        void accept(Instant quarter, char letter, long count);
    }

    private void eachQuarter(Instant from, Instant until, QuarterConsumer consumer) {
        // A node whose clock was behind may have counted in the hash of the day before.
        counts.read(Counting.day(from) - 1, Counting.day(until.minusMillis(1)), Counting.day(clock.instant()))
                .forEach((day, fields) -> fields.forEach((field, count) -> {
                    int end = field.length() - 1;
                    Instant quarter = quarter(day, Long.parseLong(field.substring(0, end)));
                    if (!quarter.isBefore(from) && quarter.isBefore(until)) {
                        consumer.accept(quarter, field.charAt(end), count);
                    }
                }));
    }

    private static Instant quarter(long day, long number) {
        return Instant.EPOCH.plus(MessageCount.QUARTER.multipliedBy(day * QUARTERS_A_DAY + number));
    }

    @Override
    public List<KefuFigures> kefu(Dates dates) {
        redis.await(indexer.allIndexedIfWritable());
        SortedMap<String, Map<String, Long>> byKefu = new TreeMap<>(workOf(dates));
        byKefu.remove(QUEUE);
        Map<String, Long> online = new HashMap<>();
        redis.awaitAll(dates.stream().map(date -> redis.commands().hgetall(DeskKeys.onlineTime(date.toEpochDay()))))
                .forEach(day -> day.forEach((kefu, millis) -> online.merge(kefu, Long.parseLong(millis), Long::sum)));
        online.keySet().forEach(kefu -> byKefu.putIfAbsent(kefu, Map.of()));
        return byKefu.entrySet().stream()
                .map(kefu -> figures(
                        kefu.getKey(), kefu.getValue(), Duration.ofMillis(online.getOrDefault(kefu.getKey(), 0L))))
                .toList();
    }

    private static KefuFigures figures(String kefu, Map<String, Long> work, Duration online) {
        return new KefuFigures(
                new UserId(kefu),
                work.getOrDefault("s", 0L),
                work.getOrDefault("m", 0L),
                new Histogram(numbered(work, 'f')),
                new Histogram(numbered(work, 'r')),
                numbered(work, 'p'),
                online);
    }

    @Override
    public QueueFigures queue(Dates dates) {
        Map<String, Long> work = workOf(dates).getOrDefault(QUEUE, Map.of());
        return new QueueFigures(
                work.getOrDefault("o", 0L),
                work.getOrDefault("a", 0L),
                new Histogram(numbered(work, 'w')),
                new Histogram(numbered(work, 'x')));
    }

    /** The counts of each kefu and of the queue, by their names in {@code docs/redis-keys.md}. */
    private Map<String, Map<String, Long>> workOf(Dates dates) {
        Map<String, Map<String, Long>> byKefu = new HashMap<>();
        work.read(
                        dates.first().toEpochDay(),
                        dates.last().toEpochDay(),
                        redis.counting().zoneDay(clock.instant()))
                .values()
                .forEach(fields -> fields.forEach((field, count) -> {
                    int space = field.indexOf(' ');
                    byKefu.computeIfAbsent(field.substring(0, space), id -> new HashMap<>())
                            .merge(field.substring(space + 1), count, Long::sum);
                }));
        return byKefu;
    }

    /** The counts whose names consist of a letter and a number, by the number. */
    private static Map<Integer, Long> numbered(Map<String, Long> work, char letter) {
        Map<Integer, Long> numbered = new HashMap<>();
        work.forEach((name, count) -> {
            if (name.charAt(0) == letter && name.length() > 1) {
                numbered.put(Integer.valueOf(name.substring(1)), count);
            }
        });
        return numbered;
    }
}
