package io.kefu.rest.session;

import io.kefu.domain.session.Ending;
import io.kefu.rest.json.CodePoints;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The reason for closing a session. */
@Serdeable
@Schema(name = "SessionClosing", example = "{\"reason\": \"已解决\"}")
record CloseSessionRequest(
        @Schema(
                description = "The reason; closed_by_ and the caller's type if it is left out",
                minLength = 1,
                maxLength = Ending.MAX_REASON)
        @CodePoints(min = 1, max = Ending.MAX_REASON)
        @Nullable
        String reason) {}
