package io.kefu.rest.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;

/** The body of every error answer. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Error", description = "错误响应 / The body of every error answer")
public record ErrorBody(
        ErrorDetail error,
        Instant timestamp,

        @Schema(description = "The id of the request, as in X-Request-ID and in the service's log")
        String requestId) {

    /**
     * The refusal.
     *
     * @param code the name of an {@code ErrorCode}, which never changes
     * @param message a text for people, in the language that the client accepts
     * @param details what is wrong with each invalid field, by the field's name; empty if no field is invalid
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ErrorDetail")
    public record ErrorDetail(
            @Schema(ref = "#/components/schemas/ErrorCode") String code,

            @Schema(description = "In Chinese by default, or in English if Accept-Language prefers it")
            String message,

            @Schema(description = "What is wrong with each invalid field")
            Map<String, String> details) {}
}
