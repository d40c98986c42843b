package io.kefu.rest.analytics;

import io.kefu.domain.analytics.UserFigures;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** The counts of customers in a period. */
@Serdeable
@Schema(name = "UserStatistics", example = """
                {"active_users": 500, "new_users": 50, "returning_users": 450, "average_session_duration": "15m"}""")
record UserStatisticsResponse(
        @Schema(
                description =
                        "Customers who were last seen in the period: who connected, sent a message or were created")
        long activeUsers,

        @Schema(description = "Customers who were created in the period")
        long newUsers,

        @Schema(description = "active_users minus new_users")
        long returningUsers,

        @Schema(description = "Of the sessions that ended in the period, such as 40s, 15m or 1h05m; 0s if none ended")
        String averageSessionDuration) {

    static UserStatisticsResponse of(UserFigures figures) {
        return new UserStatisticsResponse(
                figures.active(), figures.created(), figures.returning(), UserFigures.text(figures.averageSession()));
    }
}
