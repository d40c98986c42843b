package io.kefu.rest.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Confirms that a message is stored. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "SentMessage", example = """
                {"message_id": "msg_bm90IGEgcmVhbCBpZCwganVzdCBhI", "timestamp": "2024-01-01T12:00:00.000Z",
                 "status": "sent", "seq": 1, "conversation_id": "conv_bm90IGEgcmVhbCBp",
                 "session_id": "sess_bm90IGEgcmVhbCBpZCwganVz"}""")
record SentMessageResponse(
        String messageId,
        Instant timestamp,

        @Schema(
                type = "string",
                description = "sent; recalled if a message is sent again that was recalled in the meantime",
                allowableValues = {"sent", "recalled"})
        String status,

        @Schema(description = "The number of the message in its conversation: 1, 2, 3 without a gap")
        long seq,

        String conversationId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String sessionId) {}
