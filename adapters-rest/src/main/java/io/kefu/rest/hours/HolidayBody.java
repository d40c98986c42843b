package io.kefu.rest.hours;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A day with other intervals than the same day of other weeks, in a request or an answer. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Holiday", example = "{\"date\": \"2024-10-01\", \"intervals\": [[\"08:00\", \"09:30\"]]}")
record HolidayBody(
        @Schema(format = "date") @NotNull String date,

        @Schema(description = "The intervals that begin on this day; without any, the service stays closed") @Nullable
        List<List<String>> intervals) {}
