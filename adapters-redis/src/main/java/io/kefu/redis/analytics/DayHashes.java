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
 * The hashes of one kind, of which each partition has one a day, since scripts count where they write. A day after its end,
 * when nothing adds to it any more, a day's hashes are folded into one: a year is then read in as many commands as it has
 * days, and takes as much memory.
 */
final class DayHashes {
    private static final int ATTEMPTS = 3;
    /** How many days are read from all partitions at once. */
    private static final int AT_ONCE = 7;

    private final Redis redis;
    private final String kind;
    private final BiFunction<Integer, Long, String> key;
    private final LuaScript fold;

    /**
     * Makes the access to a kind.
     *
     * @param key the key of a partition's hash of a day
     */
    DayHashes(Redis redis, String kind, BiFunction<Integer, Long, String> key) {
        this.redis = redis;
        this.kind = kind;
        this.key = key;
        this.fold = LuaScript.of(redis, "fold_day", ScriptOutputType.INTEGER);
    }

    /**
     * Each day's sums; days on which nothing was counted are left out. Three round trips, rarely six; where nobody has folded
     * for long, one for each week of that.
     *
     * @param today what comes after the next day is not looked at
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
            // What was folded meanwhile may have gone under the reader's eyes.
            if (foldedUntil(first - 1) == folded || attempt == ATTEMPTS) {
                return days;
            }
        }
    }

    /** Folds what is over. Harmless wherever it stops, and on several nodes at once. */
    void foldBefore(long today) {
        long oldest = today - redis.counting().keptFor().toDays();
        long from = Math.max(oldest, foldedUntil(oldest - 1) + 1);
        // The day before may still be getting something from a node whose clock is behind.
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
        List<CompletionStage<Long>> removals = partitionsKeys(day)
                .<CompletionStage<Long>>map(redis.commands()::unlink)
                .toList();
        removals.forEach(redis::await);
    }

    private Map<Long, Map<String, Long>> unfolded(long first, long last) {
        Map<Long, Map<String, Long>> days = new TreeMap<>();
        for (long day = first; day <= last; day += AT_ONCE) {
            readUnfolded(days, day, Math.min(last, day + AT_ONCE - 1));
        }
        return days;
    }

    private void readUnfolded(Map<Long, Map<String, Long>> days, long first, long last) {
        Map<Long, List<CompletionStage<Map<String, String>>>> reads = new TreeMap<>();
        LongStream.rangeClosed(first, last)
                .forEach(day ->
                        reads.put(day, partitionsKeys(day).map(this::readHash).toList()));
        reads.forEach((day, hashes) ->
                put(days, day, sums(hashes.stream().map(redis::await).toList())));
    }

    private CompletionStage<Map<String, String>> readFolded(long day) {
        return readHash(RedisKeys.folded(kind, day));
    }

    private CompletionStage<Map<String, String>> readHash(String hash) {
        return redis.commands().hgetall(hash);
    }

    private Stream<String> partitionsKeys(long day) {
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
