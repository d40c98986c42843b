package io.kefu.rest.analytics;

import io.kefu.domain.analytics.UserFigures;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** How the customers were. */
@Serdeable
@Schema(name = "UserStatistics", example = """
                {"active_users": 500, "new_users": 50, "returning_users": 450, "average_session_duration": "15m"}""")
record UserStatisticsResponse(
        @Schema(description = "Customers who last connected, sent or were made in the period")
        long activeUsers,

        @Schema(description = "Customers who were made in it")
        long newUsers,

        @Schema(description = "The difference") long returningUsers,

        @Schema(description = "Of the sessions that ended in it: 40s, 15m, 1h05m; 0s for none")
        String averageSessionDuration) {

    static UserStatisticsResponse of(UserFigures figures) {
        return new UserStatisticsResponse(
                figures.active(), figures.created(), figures.returning(), UserFigures.text(figures.averageSession()));
    }
}
