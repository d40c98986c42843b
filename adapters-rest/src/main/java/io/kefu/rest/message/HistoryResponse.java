package io.kefu.rest.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of messages. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "History",
        example = "{\"messages\": [" + MessageResponse.EXAMPLE + "], \"total\": 100, \"page\": 1, \"page_size\": 20}")
record HistoryResponse(
        List<MessageResponse> messages,
        long total,

        @Schema(description = "null if the part was chosen by seq") @Nullable
        Integer page,

        int pageSize) {}
