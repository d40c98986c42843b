package io.kefu.redis.analytics;

import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one kind. Each partition has one hash of counts per day, because a script counts in the slot in which it
 * writes. One day after the end of a day, when no script adds to its hashes any more, they are folded: one hash with their sums
 * replaces them. A year is then read with one command per day.
 */
final class DayHashes {
    private static final int ATTEMPTS = 3;
    /** The number of days that are read from all partitions at the same time. */
    private static final int BATCH = 7;

    private final Redis redis;
    private final String kind;
    private final BiFunction<Integer, Long, String> key;
    private final LuaScript fold;

    /**
     * @param kind the name of the kind in the keys of folded counts
     * @param key returns the key of a partition's counts of a day
     */
    DayHashes(Redis redis, String kind, BiFunction<Integer, Long, String> key) {
        this.redis = redis;
        this.kind = kind;
        this.key = key;
        this.fold = LuaScript.of(redis, "fold_day", ScriptOutputType.INTEGER);
    }

    /**
     * Returns the sums of each day that has counts. Takes three round trips, or six if days are folded meanwhile; and one more
     * for each week that is not folded yet.
     *
     * @param today days after the next day are not read
     */
    Map<Long, Map<String, Long>> read(long first, long end, long today) {
        long last = Math.min(end, today + 1);
        for (int attempt = 1; ; attempt++) {
            long folded = foldedUntil(first - 1);
            Map<Long, Map<String, Long>> days = new TreeMap<>();
            List<Map<String, String>> hashes = redis.awaitAll(LongStream.rangeClosed(first, Math.min(folded, last))
                    .mapToObj(day -> redis.commands().hgetall(GlobalKeys.folded(kind, day))));
            for (int i = 0; i < hashes.size(); i++) {
                days.put(first + i, sums(List.of(hashes.get(i))));
            }
            days.putAll(unfolded(Math.max(first, folded + 1), last));
            // If days were folded meanwhile, their hashes may have been removed before they were read.
            if (foldedUntil(first - 1) == folded || attempt == ATTEMPTS) {
                days.values().removeIf(Map::isEmpty);
                return days;
            }
        }
    }

    /** Folds the days that are over. May be interrupted at any point, and may run on several nodes at the same time. */
    void foldBefore(long today) {
        long oldest = today - redis.counting().keptFor().toDays();
        long from = Math.max(oldest, foldedUntil(oldest - 1) + 1);
        // A node whose clock is behind may still count for the day before.
        long until = today - 2;
        if (from <= until) {
            unfolded(from, until).forEach((day, sums) -> {
                if (!sums.isEmpty() || day == until) {
                    fold(day, sums);
                }
            });
        }
    }

    private void fold(long day, Map<String, Long> sums) {
        List<String> arguments =
                new ArrayList<>(List.of(Long.toString(day), redis.counting().keptForMillis()));
        sums.forEach((field, sum) -> arguments.addAll(List.of(field, sum.toString())));
        redis.await(fold.<Long>run(
                List.of(GlobalKeys.foldedUntil(kind), GlobalKeys.folded(kind, day)), arguments.toArray(String[]::new)));
        redis.awaitAll(keysOf(day).map(redis.commands()::unlink));
    }

    private Map<Long, Map<String, Long>> unfolded(long first, long last) {
        Map<Long, Map<String, Long>> days = new TreeMap<>();
        for (long from = first; from <= last; from += BATCH) {
            Map<Long, List<RedisFuture<Map<String, String>>>> reads = new TreeMap<>();
            LongStream.rangeClosed(from, Math.min(last, from + BATCH - 1))
                    .forEach(day -> reads.put(
                            day, keysOf(day).map(redis.commands()::hgetall).toList()));
            reads.forEach((day, hashes) -> days.put(day, sums(redis.awaitAll(hashes.stream()))));
        }
        return days;
    }

    private Stream<String> keysOf(long day) {
        return IntStream.range(0, redis.keys().partitions()).mapToObj(partition -> key.apply(partition, day));
    }

    private long foldedUntil(long otherwise) {
        @Nullable String until = redis.await(redis.commands().get(GlobalKeys.foldedUntil(kind)));
        return until == null ? otherwise : Long.parseLong(until);
    }

    private static Map<String, Long> sums(List<Map<String, String>> hashes) {
        Map<String, Long> sums = new HashMap<>();
        hashes.forEach(hash -> hash.forEach((field, count) -> sums.merge(field, Long.parseLong(count), Long::sum)));
        return sums;
    }
}
