package io.kefu.rest.message;

import io.kefu.domain.conversation.ConversationId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** How far the caller has read. */
@Serdeable
@Schema(name = "Read", example = """
                {"conversation_id": "conv_bm90IGEgcmVhbCBp", "seq": 1}""")
record ReadRequest(
        @NotNull String conversationId,

        @Schema(description = "All messages up to this seq were read") @NotNull @Min(0)
        Long seq) {

    ConversationId conversation() {
        return new ConversationId(conversationId);
    }
}
