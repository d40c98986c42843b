package io.kefu.rest.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of messages. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "History", example = """
                {"messages": [{"message_id": "msg_bm90IGEgcmVhbCBpZCwganVzdCBhI", "from_user_id": "user123",
                               "to_user_id": "kefu001", "content": "你好", "msg_type": "text",
                               "timestamp": "2024-01-01T11:50:00.000Z", "status": "read", "metadata": {"sender_name": "李四"}, "seq": 1,
                               "conversation_id": "conv_bm90IGEgcmVhbCBp",
                               "session_id": "sess_bm90IGEgcmVhbCBpZCwganVz"}],
                 "total": 100, "page": 1, "page_size": 20}""")
record HistoryResponse(
        List<MessageResponse> messages,
        long total,

        @Schema(description = "null if the part was chosen by seq") @Nullable
        Integer page,

        int pageSize) {}
