package io.kefu.rest.auth;

import io.kefu.domain.user.UserId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kefu is still there.
 *
 * @param status what the kefu wants to be from now on; null to stay as before
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
