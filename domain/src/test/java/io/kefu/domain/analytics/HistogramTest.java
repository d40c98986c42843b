package io.kefu.domain.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void emptyHistogramHasOnlyZeros() {
        Histogram none = new Histogram(Map.of());
        assertThat(none.count()).isZero();
        assertThat(none.percentile(50)).isZero();
    }

    @Test
    void durationsOfZeroAreZero() {
        assertThat(Histogram.bucketOf(Duration.ZERO)).isZero();
        assertThat(Histogram.bucketOf(Duration.ofMillis(999))).isZero();
        assertThat(Histogram.bucketOf(Duration.ofMillis(-5))).isZero();
        assertThat(Histogram.bucketOf(Duration.ofSeconds(1))).isEqualTo(1);
        assertThat(Histogram.bucketOf(Duration.ofSeconds(2))).isEqualTo(9);
        assertThat(new Histogram(Map.of(0, 3L)).percentile(90)).isZero();
    }

    @Test
    void percentilesAreWrongByAtMostFivePercentAndHalfASecond() {
        Random random = new Random(7);
        long[] millis = random.longs(5_000, 0, 40)
                .map(power -> (long) Math.pow(1.6, power / 2.0) + random.nextLong(5_000))
                .toArray();
        Map<Integer, Long> counts = new HashMap<>();
        Arrays.stream(millis).forEach(m -> counts.merge(Histogram.bucketOf(Duration.ofMillis(m)), 1L, Long::sum));
        Arrays.sort(millis);
        Histogram histogram = new Histogram(counts);
        for (int percent : new int[] {1, 10, 50, 90, 99, 100}) {
            double exact = millis[Math.ceilDiv(millis.length * percent, 100) - 1] / 1000.0;
            double allowed = exact < 1 ? 1 : exact * 0.05 + 0.5;
            assertThat((double) histogram.percentile(percent).toSeconds())
                    .as("p%d", percent)
                    .isCloseTo(exact, within(allowed));
        }
    }

    @Test
    void computesTheMeanOfRatings() {
        assertThat(figures(Map.of()).averageRating()).isZero();
        assertThat(figures(Map.of(5, 2L, 2, 1L)).averageRating()).isEqualTo(4);
        assertThat(figures(Map.of(5, 2L, 2, 1L)).rated()).isEqualTo(3);
    }

    private static KefuFigures figures(Map<Integer, Long> ratings) {
        Histogram none = new Histogram(Map.of());
        return new KefuFigures(new UserId("kefu"), 0, 0, none, none, ratings, Duration.ZERO);
    }
}
