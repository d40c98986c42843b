package io.kefu.rest.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** The status of a kefu, and how long it lasts without another heartbeat. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "HeartbeatTaken", example = "{\"success\": true, \"status\": \"online\", \"lease_seconds\": 45}")
record HeartbeatResponse(
        boolean success,

        @Schema(
                type = "string",
                allowableValues = {"online", "busy", "away"})
        String status,

        long leaseSeconds) {}
