package io.kefu.rest.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** Says that it was done, where there is nothing else to say. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Success", example = "{\"success\": true}")
public record SuccessResponse(boolean success) {
    /** It was done. */
    public static final SuccessResponse DONE = new SuccessResponse(true);
}
