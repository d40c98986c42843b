package io.kefu.rest.message;

import io.kefu.application.message.ReadLatest;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The query parameter that says how many of the newest messages to read. */
@Introspected
record LatestQuery(
        @QueryValue(value = "count", defaultValue = "10")
        @Parameter(description = "数量 / The number of messages")
        @Min(1)
        @Max(ReadLatest.MAX_COUNT)
        int count) {}
