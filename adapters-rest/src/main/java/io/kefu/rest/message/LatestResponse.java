package io.kefu.rest.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The newest messages. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "LatestMessages", example = "{\"messages\": [" + MessageResponse.EXAMPLE + "]}")
record LatestResponse(List<MessageResponse> messages) {}
