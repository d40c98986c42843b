package io.kefu.rest.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kefu.domain.analytics.KefuFigures;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The work of each kefu in a range of days. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "KefuReport", example = """
                {"kefu": [{"kefu_id": "kefu001", "sessions": 40, "messages": 612,
                 "first_response": {"count": 40, "p50_seconds": 12, "p90_seconds": 45},
                 "resolution": {"count": 40, "p50_seconds": 640, "p90_seconds": 1810},
                 "ratings": {"count": 18, "average": 4.61}, "online_seconds": 28800}]}""")
record KefuReportResponse(List<Row> kefu) {
    /** The names of the columns of the table. */
    static final String COLUMNS = "kefu_id,sessions,messages,first_response_p50_seconds,first_response_p90_seconds,"
            + "resolution_p50_seconds,resolution_p90_seconds,ratings,average_rating,online_seconds";

    static final String TABLE_EXAMPLE = COLUMNS + "\nkefu001,40,612,12,45,640,1810,18,4.61,28800\n";

    /** The work of one kefu. */
    @Serdeable
    @Schema(name = "KefuFigures")
    record Row(
            String kefuId,

            @Schema(description = "Sessions that the kefu served when they were closed")
            long sessions,

            @Schema(description = "Messages from the kefu to customers")
            long messages,

            @Schema(description = "Time from the assignment of a session to the kefu's first message in it")
            PercentilesResponse firstResponse,

            @Schema(description = "Time from the opening of a session to its end")
            PercentilesResponse resolution,

            Ratings ratings,
            long onlineSeconds) {

        private List<Object> cells() {
            List<Object> cells = new ArrayList<>(List.of(kefuId, sessions, messages));
            cells.addAll(firstResponse.cells());
            cells.addAll(resolution.cells());
            cells.add(ratings.count());
            cells.add(ratings.count() == 0 ? "" : String.format(Locale.ROOT, "%.2f", ratings.average()));
            cells.add(onlineSeconds);
            return cells;
        }
    }

    /** How customers rated the sessions of one kefu. */
    @Serdeable
    @Schema(name = "KefuRatings")
    record Ratings(
            long count,

            @Schema(description = "With two decimal places; 0 if there are no ratings")
            double average) {}

    static KefuReportResponse of(List<KefuFigures> figures) {
        return new KefuReportResponse(
                figures.stream().map(KefuReportResponse::row).toList());
    }

    private static Row row(KefuFigures kefu) {
        return new Row(
                kefu.kefu().value(),
                kefu.sessions(),
                kefu.messages(),
                PercentilesResponse.of(kefu.firstResponse()),
                PercentilesResponse.of(kefu.resolution()),
                new Ratings(kefu.rated(), Math.round(kefu.averageRating() * 100) / 100.0),
                kefu.online().toSeconds());
    }

    /** The rows of the table: one per kefu. */
    List<List<Object>> rows() {
        return kefu.stream().map(Row::cells).toList();
    }
}
