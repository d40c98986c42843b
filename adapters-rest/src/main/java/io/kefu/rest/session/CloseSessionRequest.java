package io.kefu.rest.session;

import io.kefu.domain.session.Ending;
import io.kefu.rest.json.CodePoints;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a session is closed. */
@Serdeable
@Schema(name = "SessionClosing", example = "{\"reason\": \"已解决\"}")
record CloseSessionRequest(
        @Schema(
                description = "The reason in the caller's words; if absent, closed_by_ with the caller's type",
                minLength = 1,
                maxLength = Ending.MAX_REASON)
        @CodePoints(min = 1, max = Ending.MAX_REASON)
        @Nullable
        String reason) {}
