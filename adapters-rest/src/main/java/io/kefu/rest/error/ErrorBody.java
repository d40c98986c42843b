package io.kefu.rest.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;

/** What every refusal answers, from whichever layer it comes. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Error", description = "错误响应 / What every refusal answers")
public record ErrorBody(
        ErrorDetail error,
        Instant timestamp,

        @Schema(description = "The id in X-Request-ID, by which the service's log knows the call")
        String requestId) {

    /**
     * The refusal itself.
     *
     * @param code a stable word
     * @param message the same for people, in their language
     * @param details the fields at fault, each with what is wrong with it
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ErrorDetail")
    public record ErrorDetail(
            @Schema(ref = "#/components/schemas/ErrorCode") String code,

            @Schema(description = "Follows Accept-Language: Chinese by default, or English")
            String message,

            @Schema(description = "What is wrong with each field at fault")
            Map<String, String> details) {}
}
