package io.kefu.rest.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages that a search found, newest first. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "FoundMessages",
        example = "{\"messages\": [" + MessageResponse.EXAMPLE + "], \"next_before_seq\": 4711}")
record SearchResponse(
        List<MessageResponse> messages,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description =
                        "The before_seq with which the search continues; absent if the whole conversation was searched")
        @Nullable
        Long nextBeforeSeq) {}
