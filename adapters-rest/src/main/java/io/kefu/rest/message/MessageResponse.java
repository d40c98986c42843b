package io.kefu.rest.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message of a conversation. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Message", example = MessageResponse.EXAMPLE)
record MessageResponse(
        String messageId,
        String fromUserId,

        @Schema(
                description =
                        "The receiver; support for a customer's message, which is for the kefu who serves the session")
        String toUserId,

        String content,

        @Schema(
                type = "string",
                allowableValues = {"text", "image", "file", "voice", "video", "system"})
        String msgType,

        Instant timestamp,

        @Schema(
                type = "string",
                description = "How far the message has come. The content of a recalled message is empty",
                allowableValues = {"sent", "delivered", "read", "recalled"})
        String status,

        @Schema(type = "object", description = "The sender's metadata, with the sender's name in sender_name")
        JsonNode metadata,

        @Schema(description = "The number of the message in its conversation: 1, 2, 3 without a gap")
        long seq,

        String conversationId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String sessionId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clientMsgId) {
    static final String EXAMPLE = """
            {"message_id": "msg_bm90IGEgcmVhbCBpZCwganVzdCBhI", "from_user_id": "user123",
             "to_user_id": "kefu001", "content": "你好", "msg_type": "text",
             "timestamp": "2024-01-01T11:50:00.000Z", "status": "read",
             "metadata": {"sender_name": "李四"}, "seq": 1,
             "conversation_id": "conv_bm90IGEgcmVhbCBp", "session_id": "sess_bm90IGEgcmVhbCBpZCwganVz"}""";
}
