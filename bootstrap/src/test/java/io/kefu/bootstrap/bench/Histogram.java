package io.kefu.bootstrap.bench;

import java.util.Arrays;
import java.util.Locale;

/** A histogram of durations with a precision of 1.6 % and constant memory. */
final class Histogram {
    private static final int BUCKETS_PER_OCTAVE = 64;
    private static final int OCTAVE_BITS = 6;

    private final long[] counts = new long[BUCKETS_PER_OCTAVE * 48];
    private long total;

    void add(long nanos) {
        counts[bucket(Math.max(0, nanos / 1_000))]++;
        total++;
    }

    void clear() {
        Arrays.fill(counts, 0);
        total = 0;
    }

    long count() {
        return total;
    }

    /** The duration below which this share of all durations is, in milliseconds. */
    double millis(double share) {
        long before = 0;
        for (int i = 0; i < counts.length; i++) {
            before += counts[i];
            if (before > total * share) {
                return micros(i) / 1_000.0;
            }
        }
        return 0;
    }

    private static int bucket(long micros) {
        if (micros < BUCKETS_PER_OCTAVE) {
            return (int) micros;
        }
        int octave = 63 - Long.numberOfLeadingZeros(micros);
        long within = (micros >> (octave - OCTAVE_BITS)) & (BUCKETS_PER_OCTAVE - 1);
        return (octave - OCTAVE_BITS + 1) * BUCKETS_PER_OCTAVE + (int) within;
    }

    private static long micros(int bucket) {
        if (bucket < BUCKETS_PER_OCTAVE) {
            return bucket;
        }
        int octave = bucket / BUCKETS_PER_OCTAVE + OCTAVE_BITS - 1;
        return (1L << octave) + ((long) (bucket % BUCKETS_PER_OCTAVE) << (octave - OCTAVE_BITS));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.2f ms   p99 %.2f ms", millis(0.5), millis(0.99));
    }
}
