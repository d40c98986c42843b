package io.kefu.rest.analytics;

import io.kefu.domain.analytics.QueueFigures;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/** How the queue was. */
@Serdeable
@Schema(name = "QueueReport", example = """
                {"opened": 420, "abandoned": 12, "waits": {"count": 405, "p50_seconds": 0, "p90_seconds": 95}}""")
record QueueReportResponse(
        @Schema(description = "Sessions that were opened") long opened,

        @Schema(description = "Sessions that ended before anybody served them")
        long abandoned,

        @Schema(description = "From the opening of a session until somebody served it")
        PercentilesResponse waits) {
    private static final List<String> COLUMNS =
            List.of("opened", "served", "abandoned", "wait_p50_seconds", "wait_p90_seconds");

    static QueueReportResponse of(QueueFigures figures) {
        return new QueueReportResponse(figures.opened(), figures.abandoned(), PercentilesResponse.of(figures.waits()));
    }

    /** The columns' names. */
    static List<String> columns() {
        return COLUMNS;
    }

    /** The one line. */
    List<List<Object>> rows() {
        List<Object> cells = new ArrayList<>(List.of(opened, waits.count(), abandoned));
        cells.addAll(waits.cells());
        return List.of(cells);
    }
}
