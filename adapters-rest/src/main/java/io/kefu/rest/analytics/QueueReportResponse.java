package io.kefu.rest.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kefu.application.analytics.ReadQueueReport;
import io.kefu.domain.analytics.QueueFigures;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/** The figures of the queue in a range of days. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "QueueReport", example = """
                {"opened": 420, "abandoned": 12, "waits": {"count": 405, "p50_seconds": 0, "p90_seconds": 95},
                 "waits_outside_hours": {"count": 3, "p50_seconds": 40, "p90_seconds": 60},
                 "tags": [{"tag": "退款", "sessions": 31}, {"tag": "VIP", "sessions": 4}]}""")
record QueueReportResponse(
        @Schema(description = "Sessions that were opened") long opened,

        @Schema(description = "Sessions that ended before a kefu served them")
        long abandoned,

        @Schema(description = "Time within the working hours from the opening of a session until a kefu served it")
        PercentilesResponse waits,

        @Schema(description = "The same time of sessions that waited only outside the working hours")
        PercentilesResponse waitsOutsideHours,

        @Schema(description = "The sessions that were opened, by their present tags, the most frequent tag first")
        List<TagResponse> tags) {
    /** The names of the columns of the table. */
    static final String COLUMNS = "opened,served,abandoned,wait_p50_seconds,wait_p90_seconds,"
            + "served_outside_hours,outside_wait_p50_seconds,outside_wait_p90_seconds";

    static final String TABLE_EXAMPLE = COLUMNS + "\n420,405,12,0,95,3,40,60\n";

    static QueueReportResponse of(ReadQueueReport.Report report) {
        QueueFigures figures = report.figures();
        return new QueueReportResponse(
                figures.opened(),
                figures.abandoned(),
                PercentilesResponse.of(figures.waits()),
                PercentilesResponse.of(figures.waitsOutsideHours()),
                report.tags().stream()
                        .map(count -> new TagResponse(count.tag(), count.sessions()))
                        .toList());
    }

    /** How many sessions have a tag. */
    @Serdeable
    @Schema(name = "TagCount")
    record TagResponse(String tag, long sessions) {}

    /** The rows of the table: only one. */
    List<List<Object>> rows() {
        List<Object> cells = new ArrayList<>(List.of(opened, waits.count(), abandoned));
        cells.addAll(waits.cells());
        cells.add(waitsOutsideHours.count());
        cells.addAll(waitsOutsideHours.cells());
        return List.of(cells);
    }
}
