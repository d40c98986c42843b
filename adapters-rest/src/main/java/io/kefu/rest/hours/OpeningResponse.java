package io.kefu.rest.hours;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kefu.application.hours.ReadOpening.Opening;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether the service is open now. */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Opening", example = "{\"open\": false, \"next_change_at\": \"2024-01-02T01:00:00.000Z\"}")
record OpeningResponse(
        boolean open,

        @Schema(description = "When the service opens or closes next; absent if it never does") @Nullable
        Instant nextChangeAt) {

    static OpeningResponse of(Opening opening) {
        return new OpeningResponse(opening.isOpen(), opening.nextChange().orElse(null));
    }
}
