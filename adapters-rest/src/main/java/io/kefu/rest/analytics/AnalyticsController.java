package io.kefu.rest.analytics;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.analytics.ReadMessageStatistics;
import io.kefu.application.analytics.ReadUserStatistics;
import io.kefu.domain.analytics.Period;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.json.Zones;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reports statistics of messages and customers. */
@Controller("/api/analytics")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "analytics")
class AnalyticsController {
    private final ReadMessageStatistics readMessageStatistics;
    private final ReadUserStatistics readUserStatistics;

    AnalyticsController(ReadMessageStatistics readMessageStatistics, ReadUserStatistics readUserStatistics) {
        this.readMessageStatistics = readMessageStatistics;
        this.readUserStatistics = readUserStatistics;
    }

    /**
     * 消息统计 / Counts the messages of a range of days. The counts are exact and include recalled messages. For kefu and admin.
     *
     * @param dates the range of days
     * @param zone the time zone of the days and hours
     * @return the counts
     */
    @Get("/messages")
    @RequiresOperation(Operation.READ_STATISTICS)
    @NeedsLogin
    MessageStatisticsResponse readMessageStatistics(
            @Parameter(hidden = true) Principal caller,
            @RequestBean DatesQuery dates,
            @QueryValue("tz")
                    @Parameter(
                            description = "时区 / The name of an IANA time zone; by default the zone of the deployment",
                            example = "Asia/Shanghai")
                    @Nullable
                    String zone) {
        @Nullable ZoneId named = zone == null ? null : Zones.read("tz", zone);
        return MessageStatisticsResponse.of(readMessageStatistics.read(caller, dates.dates(), named));
    }

    /**
     * 用户活跃度 / Counts the customers who were active in the period that ends now. For kefu and admin.
     *
     * @param period the length of the period, 1d to 90d
     * @return the counts
     */
    @Get("/users")
    @RequiresOperation(Operation.READ_STATISTICS)
    @NeedsLogin
    UserStatisticsResponse readUserStatistics(
            @Parameter(hidden = true) Principal caller,
            @QueryValue(value = "period", defaultValue = "7d")
                    @Parameter(description = "周期 / 1d to 90d; a day is 24 hours", example = "7d")
                    String period) {
        return UserStatisticsResponse.of(readUserStatistics.read(caller, Period.parse(period)));
    }
}
