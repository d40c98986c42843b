package io.kefu.domain.analytics;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Durations, sorted into buckets, of which eight make a doubling: a percentile is off by less than 5 %, and half a second.
 * Bucket 0 is for what took less than a second, bucket {@code n} for {@code 2^((n-1)/8)} seconds up to {@code 2^(n/8)}.
 *
 * @param counts how many there are in each bucket that is not empty
 */
public record Histogram(Map<Integer, Long> counts) {
    private static final double BUCKETS_A_DOUBLING = 8;

    public Histogram {
        counts = Map.copyOf(counts);
    }

    /** The bucket of a duration; a negative one counts as none at all. */
    public static int bucketOf(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        return seconds < 1 ? 0 : (int) Math.floor(BUCKETS_A_DOUBLING * Math.log(seconds) / Math.log(2)) + 1;
    }

    /** How many durations there are. */
    public long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The duration, in whole seconds, that so many of a hundred do not exceed; none for an empty histogram. */
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
                : Duration.ofSeconds(Math.round(Math.pow(2, (bucket - 0.5) / BUCKETS_A_DOUBLING)));
    }
}
