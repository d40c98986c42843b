package io.kefu.redis.analytics;

import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
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
     * Makes the access to one kind of counts.
     *
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
            List<CompletionStage<Map<String, String>>> reads = LongStream.rangeClosed(first, Math.min(folded, last))
                    .mapToObj(this::readFolded)
                    .toList();
            for (int i = 0; i < reads.size(); i++) {
                put(days, first + i, sums(List.of(redis.await(reads.get(i)))));
            }
            days.putAll(unfolded(Math.max(first, folded + 1), last));
            // If days were folded meanwhile, their hashes may have been removed before they were read.
            if (foldedUntil(first - 1) == folded || attempt == ATTEMPTS) {
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
            Map<Long, Map<String, Long>> days = unfolded(from, until);
            days.forEach(this::fold);
            if (!days.containsKey(until)) {
                fold(until, Map.of());
            }
        }
    }

    private void fold(long day, Map<String, Long> sums) {
        List<String> arguments =
                new ArrayList<>(List.of(Long.toString(day), redis.counting().keptForMillis()));
        sums.forEach((field, sum) -> arguments.addAll(List.of(field, sum.toString())));
        redis.await(fold.<Long>run(
                List.of(RedisKeys.foldedUntil(kind), RedisKeys.folded(kind, day)), arguments.toArray(String[]::new)));
        List<CompletionStage<Long>> removals =
                keysOf(day).<CompletionStage<Long>>map(redis.commands()::unlink).toList();
        removals.forEach(redis::await);
    }

    private Map<Long, Map<String, Long>> unfolded(long first, long last) {
        Map<Long, Map<String, Long>> days = new TreeMap<>();
        for (long day = first; day <= last; day += BATCH) {
            readUnfolded(days, day, Math.min(last, day + BATCH - 1));
        }
        return days;
    }

    private void readUnfolded(Map<Long, Map<String, Long>> days, long first, long last) {
        Map<Long, List<CompletionStage<Map<String, String>>>> reads = new TreeMap<>();
        LongStream.rangeClosed(first, last)
                .forEach(day -> reads.put(day, keysOf(day).map(this::readHash).toList()));
        reads.forEach((day, hashes) ->
                put(days, day, sums(hashes.stream().map(redis::await).toList())));
    }

    private CompletionStage<Map<String, String>> readFolded(long day) {
        return readHash(RedisKeys.folded(kind, day));
    }

    private CompletionStage<Map<String, String>> readHash(String hash) {
        return redis.commands().hgetall(hash);
    }

    private Stream<String> keysOf(long day) {
        return IntStream.range(0, redis.keys().partitions()).mapToObj(partition -> key.apply(partition, day));
    }

    private long foldedUntil(long otherwise) {
        @Nullable String until = redis.await(redis.commands().get(RedisKeys.foldedUntil(kind)));
        return until == null ? otherwise : Long.parseLong(until);
    }

    private static void put(Map<Long, Map<String, Long>> days, long day, Map<String, Long> sums) {
        if (!sums.isEmpty()) {
            days.put(day, sums);
        }
    }

    private static Map<String, Long> sums(List<Map<String, String>> hashes) {
        Map<String, Long> sums = new HashMap<>();
        hashes.forEach(hash -> hash.forEach((field, count) -> sums.merge(field, Long.parseLong(count), Long::sum)));
        return sums;
    }
}
