package io.kefu.rest.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** Confirms an action that returns nothing else. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Success", example = "{\"success\": true}")
public record SuccessResponse(boolean success) {
    /** The only instance that is needed. */
    public static final SuccessResponse DONE = new SuccessResponse(true);
}
