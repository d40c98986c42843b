package io.kefu.rest.session;

import io.kefu.domain.session.Handover;
import io.kefu.domain.user.UserId;
import io.kefu.rest.json.CodePoints;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** The kefu who gets a session, and a note. */
@Serdeable
@Schema(name = "SessionTransfer", example = "{\"to_kefu_id\": \"kefu002\", \"note\": \"老客户，请优先\"}")
record TransferSessionRequest(
        @Schema(description = "The kefu who gets the session; if left out, the session returns to the queue")
        @Pattern(regexp = UserId.PATTERN)
        @Nullable
        String toKefuId,

        @Schema(
                description = "A note for the kefu and admins; customers never see it",
                minLength = 1,
                maxLength = Handover.MAX_NOTE)
        @CodePoints(min = 1, max = Handover.MAX_NOTE)
        @Nullable
        String note) {

    @Nullable
    UserId to() {
        return toKefuId == null ? null : UserId.of("to_kefu_id", toKefuId);
    }
}
