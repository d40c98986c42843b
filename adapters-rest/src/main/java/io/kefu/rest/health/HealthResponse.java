package io.kefu.rest.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * The health of the service.
 *
 * @param services the state of each part
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Health", example = """
                {"status": "healthy", "timestamp": "2024-01-01T12:00:00.000Z",
                 "services": {"redis": "connected", "websocket": "running"}}""")
public record HealthResponse(
        @Schema(
                type = "string",
                allowableValues = {"healthy", "unhealthy"})
        String status,

        Instant timestamp,
        Services services) {

    /** The state of each part of the service. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "HealthServices")
    public record Services(
            @Schema(
                    type = "string",
                    allowableValues = {"connected", "disconnected"})
            String redis,

            @Schema(
                    type = "string",
                    allowableValues = {"running"})
            String websocket) {}
}
