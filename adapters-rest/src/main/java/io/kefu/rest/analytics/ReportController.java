package io.kefu.rest.analytics;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.analytics.ReadKefuReport;
import io.kefu.application.analytics.ReadQueueReport;
import io.kefu.rest.csv.Csv;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.security.RequiresOperation;
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
import java.util.stream.Stream;

/** Reports the work of the kefu and the figures of the queue, for days in the time zone of the deployment. */
@Controller("/api/analytics")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "analytics")
class ReportController {

    private final ReadKefuReport readKefuReport;
    private final ReadQueueReport readQueueReport;

    ReportController(ReadKefuReport readKefuReport, ReadQueueReport readQueueReport) {
        this.readKefuReport = readKefuReport;
        this.readQueueReport = readQueueReport;
    }

    /**
     * 客服报表 / Reports the work of each kefu in a range of days. Kefu without any work are left out. For kefu and admin.
     *
     * @param dates the range of days
     * @return the report
     */
    @Get("/kefu")
    @RequiresOperation(Operation.READ_STATISTICS)
    @NeedsLogin
    KefuReportResponse readKefuReport(@Parameter(hidden = true) Principal caller, @RequestBean DatesQuery dates) {
        return KefuReportResponse.of(readKefuReport.read(caller, dates.dates()));
    }

    /**
     * 客服报表 CSV / Exports the report on the kefu for spreadsheets. For kefu and admin.
     *
     * @param dates the range of days
     * @return the report
     */
    @Get(value = "/kefu.csv", produces = Csv.TYPE)
    @RequiresOperation(Operation.READ_STATISTICS)
    @NeedsLogin
    @ApiResponse(
            responseCode = "200",
            description = "报表 / The report",
            content =
                    @Content(
                            mediaType = Csv.TYPE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(name = "kefu", value = KefuReportResponse.TABLE_EXAMPLE)))
    HttpResponse<Streamed> readKefuReportTable(
            @Parameter(hidden = true) Principal caller, @RequestBean DatesQuery dates) {
        return Csv.answer(
                "kefu.csv",
                KefuReportResponse.COLUMNS,
                Stream.of(readKefuReport(caller, dates).rows()));
    }

    /**
     * 排队报表 / Reports how long customers waited in a range of days, and how many sessions ended unserved. For kefu and admin.
     *
     * @param dates the range of days
     * @return the report
     */
    @Get("/queue")
    @RequiresOperation(Operation.READ_STATISTICS)
    @NeedsLogin
    QueueReportResponse readQueueReport(@Parameter(hidden = true) Principal caller, @RequestBean DatesQuery dates) {
        return QueueReportResponse.of(readQueueReport.read(caller, dates.dates()));
    }

    /**
     * 排队报表 CSV / Exports the report on the queue for spreadsheets. For kefu and admin.
     *
     * @param dates the range of days
     * @return the report
     */
    @Get(value = "/queue.csv", produces = Csv.TYPE)
    @RequiresOperation(Operation.READ_STATISTICS)
    @NeedsLogin
    @ApiResponse(
            responseCode = "200",
            description = "报表 / The report",
            content =
                    @Content(
                            mediaType = Csv.TYPE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(name = "queue", value = QueueReportResponse.TABLE_EXAMPLE)))
    HttpResponse<Streamed> readQueueReportTable(
            @Parameter(hidden = true) Principal caller, @RequestBean DatesQuery dates) {
        return Csv.answer(
                "queue.csv",
                QueueReportResponse.COLUMNS,
                Stream.of(readQueueReport(caller, dates).rows()));
    }
}
