package io.kefu.rest.analytics;

import io.kefu.domain.analytics.Histogram;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The percentiles of a duration. */
@Serdeable
@Schema(
        name = "Percentiles",
        description = "The percentiles differ from the exact values by at most 5 % and half a second")
record PercentilesResponse(long count, long p50Seconds, long p90Seconds) {

    static PercentilesResponse of(Histogram histogram) {
        return new PercentilesResponse(
                histogram.count(),
                histogram.percentile(50).toSeconds(),
                histogram.percentile(90).toSeconds());
    }

    /** The percentiles as cells of a table; empty cells if nothing was measured. */
    List<Object> cells() {
        return count == 0 ? List.of("", "") : List.of(p50Seconds, p90Seconds);
    }
}
