package io.kefu.domain.analytics;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of durations by bucket. The bounds of the buckets double with every eighth bucket, so a percentile is wrong by
 * less than 5 % plus half a second. Bucket 0 holds durations below one second; bucket {@code n} holds durations from
 * {@code 2^((n-1)/8)} to {@code 2^(n/8)} seconds.
 *
 * @param counts the number of durations by bucket; empty buckets are left out
 */
public record Histogram(Map<Integer, Long> counts) {
    private static final double BUCKETS_PER_DOUBLING = 8;

    public Histogram {
        counts = Map.copyOf(counts);
    }

    /** The bucket of a duration. A negative duration belongs to bucket 0. */
    public static int bucketOf(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        return seconds < 1 ? 0 : (int) Math.floor(BUCKETS_PER_DOUBLING * Math.log(seconds) / Math.log(2)) + 1;
    }

    public long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The duration that {@code percent} of all durations do not exceed, rounded to whole seconds; zero for an empty
     * histogram.
     *
     * @param percent 1 to 100
     */
    public Duration percentile(int percent) {
        SortedMap<Integer, Long> sorted = new TreeMap<>(counts);
        long rank = Math.ceilDiv(count() * percent, 100);
        long passed = 0;
        for (Map.Entry<Integer, Long> bucket : sorted.entrySet()) {
            passed += bucket.getValue();
            if (passed >= rank) {
                return middle(bucket.getKey());
            }
        }
        return Duration.ZERO;
    }

    private static Duration middle(int bucket) {
        return bucket == 0
                ? Duration.ZERO
                : Duration.ofSeconds(Math.round(Math.pow(2, (bucket - 0.5) / BUCKETS_PER_DOUBLING)));
    }
}
