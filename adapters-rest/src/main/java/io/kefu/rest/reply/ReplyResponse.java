package io.kefu.rest.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kefu.domain.reply.CannedReply;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** A canned reply. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Reply", example = ReplyResponse.EXAMPLE)
record ReplyResponse(
        String replyId,
        String shortcut,
        String content,

        @Schema(description = "Whether all kefu and admins see it; else it is the caller's own")
        boolean shared) {
    static final String EXAMPLE = """
            {"reply_id": "reply_bm90IGEgcmVhbCBp", "shortcut": "/hi", "content": "您好，{{customer.name}}！", "shared": false}""";

    static ReplyResponse of(CannedReply reply) {
        return new ReplyResponse(
                reply.id().value(),
                reply.shortcut(),
                reply.content(),
                reply.owner().isShared());
    }
}
