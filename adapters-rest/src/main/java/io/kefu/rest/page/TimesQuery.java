package io.kefu.rest.page;

import io.kefu.application.page.TimeRange;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The query parameters that limit a list to a range of times. */
@Introspected
public record TimesQuery(
        @QueryValue("from")
        @Parameter(
                description = "起始时间（含）/ The earliest time",
                schema = @Schema(type = "string", format = "date-time"),
                example = "2024-01-01T00:00:00.000Z")
        @Nullable
        String from,

        @QueryValue("to")
        @Parameter(
                description = "结束时间（不含）/ The time before which all entries are",
                schema = @Schema(type = "string", format = "date-time"),
                example = "2024-02-01T00:00:00.000Z")
        @Nullable
        String to) {

    /** The range that the use case reads. */
    public TimeRange range() {
        return new TimeRange(time("from", from, TimeRange.ALL.from()), time("to", to, TimeRange.ALL.to()));
    }

    private static Instant time(String field, @Nullable String text, Instant absent) {
        try {
            return text == null ? absent : Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw DomainException.invalid(field, Reason.MALFORMED);
        }
    }
}
