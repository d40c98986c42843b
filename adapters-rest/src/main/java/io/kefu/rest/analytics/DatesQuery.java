package io.kefu.rest.analytics;

import io.kefu.domain.analytics.Dates;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The query parameters that choose a range of days. */
@Introspected
record DatesQuery(
        @QueryValue("start_date")
        @Parameter(
                required = true,
                description = "起始日期 / The first day",
                schema = @Schema(type = "string", format = "date"),
                example = "2024-01-01")
        @Nullable
        String startDate,

        @QueryValue("end_date")
        @Parameter(
                required = true,
                description = "结束日期（含）/ The last day, inclusive; the range has at most 366 days",
                schema = @Schema(type = "string", format = "date"),
                example = "2024-01-31")
        @Nullable
        String endDate) {

    /** The range that the use case reads. */
    Dates dates() {
        return new Dates(date("start_date", startDate), date("end_date", endDate));
    }

    private static LocalDate date(String field, @Nullable String text) {
        if (text == null) {
            throw DomainException.invalid(field, Reason.REQUIRED);
        }
        // The parser would also accept years of ten digits.
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            throw DomainException.invalid(field, Reason.MALFORMED);
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException impossible) {
            throw DomainException.invalid(field, Reason.MALFORMED);
        }
    }
}
