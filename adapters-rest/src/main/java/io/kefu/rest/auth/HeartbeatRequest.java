package io.kefu.rest.auth;

import io.kefu.domain.user.UserId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A heartbeat of a kefu.
 *
 * @param status the kefu's new status; null to keep the current one
 */
@Serdeable
@Schema(name = "Heartbeat", example = "{\"kefu_id\": \"kefu001\", \"status\": \"online\"}")
record HeartbeatRequest(
        @NotNull @Pattern(regexp = UserId.PATTERN) String kefuId,

        @Schema(
                type = "string",
                allowableValues = {"online", "busy", "away"})
        @Nullable
        String status) {}
