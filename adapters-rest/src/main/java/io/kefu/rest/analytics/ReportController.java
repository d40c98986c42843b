package io.kefu.rest.analytics;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.analytics.ReadKefuReport;
import io.kefu.application.analytics.ReadQueueReport;
import io.kefu.rest.csv.Csv;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.security.Asks;
import io.kefu.rest.stream.Parts;
import io.kefu.rest.stream.Streamed;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/** Reports on the kefu and on the queue, over days of the house's zone. */
@Controller("/api/analytics")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "analytics")
class ReportController {
    private static final String KEFU = """
            kefu_id,sessions,messages,first_response_p50_seconds,first_response_p90_seconds,resolution_p50_seconds,\
            resolution_p90_seconds,ratings,average_rating,online_seconds
            kefu001,40,612,12,45,640,1810,18,4.61,28800
            """;
    private static final String QUEUE = """
            opened,served,abandoned,wait_p50_seconds,wait_p90_seconds
            420,405,12,0,95
            """;

    private final ReadKefuReport readKefuReport;
    private final ReadQueueReport readQueueReport;

    ReportController(ReadKefuReport readKefuReport, ReadQueueReport readQueueReport) {
        this.readKefuReport = readKefuReport;
        this.readQueueReport = readQueueReport;
    }

    /**
     * 客服报表 / Says what each kefu did on some days: whoever did nothing is left out. For kefu and admin.
     *
     * @param dates the days
     * @return the report
     */
    @Get("/kefu")
    @Asks(Operation.READ_STATISTICS)
    @NeedsLogin
    KefuReportResponse readKefuReport(@Parameter(hidden = true) Principal caller, @RequestBean DatesQuery dates) {
        return KefuReportResponse.of(readKefuReport.read(caller, dates.dates()));
    }

    /**
     * 客服报表 CSV / The same for spreadsheets. For kefu and admin.
     *
     * @param dates the days
     * @return the report
     */
    @Get(value = "/kefu.csv", produces = Csv.TYPE)
    @Asks(Operation.READ_STATISTICS)
    @NeedsLogin
    @ApiResponse(
            responseCode = "200",
            description = "报表 / The report",
            content =
                    @Content(
                            mediaType = Csv.TYPE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(name = "kefu", value = KEFU)))
    HttpResponse<Streamed> readKefuReportTable(
            @Parameter(hidden = true) Principal caller, @RequestBean DatesQuery dates) {
        return table(
                "kefu.csv",
                KefuReportResponse.columns(),
                readKefuReport(caller, dates).rows());
    }

    /**
     * 排队报表 / Says how long customers waited on some days, and how many gave up. For kefu and admin.
     *
     * @param dates the days
     * @return the report
     */
    @Get("/queue")
    @Asks(Operation.READ_STATISTICS)
    @NeedsLogin
    QueueReportResponse readQueueReport(@Parameter(hidden = true) Principal caller, @RequestBean DatesQuery dates) {
        return QueueReportResponse.of(readQueueReport.read(caller, dates.dates()));
    }

    /**
     * 排队报表 CSV / The same for spreadsheets. For kefu and admin.
     *
     * @param dates the days
     * @return the report
     */
    @Get(value = "/queue.csv", produces = Csv.TYPE)
    @Asks(Operation.READ_STATISTICS)
    @NeedsLogin
    @ApiResponse(
            responseCode = "200",
            description = "报表 / The report",
            content =
                    @Content(
                            mediaType = Csv.TYPE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(name = "queue", value = QUEUE)))
    HttpResponse<Streamed> readQueueReportTable(
            @Parameter(hidden = true) Principal caller, @RequestBean DatesQuery dates) {
        return table(
                "queue.csv",
                QueueReportResponse.columns(),
                readQueueReport(caller, dates).rows());
    }

    private static HttpResponse<Streamed> table(String name, List<String> columns, List<List<Object>> rows) {
        return Parts.file(
                name, Csv.TYPE, List.of(Csv.head(columns), Csv.lines(rows)).iterator());
    }
}
