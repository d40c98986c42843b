package io.kefu.rest.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The newest messages. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "LatestMessages", example = """
                {"messages": [{"message_id": "msg_bm90IGEgcmVhbCBpZCwganVzdCBhI", "from_user_id": "user123",
                               "to_user_id": "kefu001", "content": "你好", "msg_type": "text",
                               "timestamp": "2024-01-01T11:50:00.000Z", "metadata": {"sender_name": "李四"}, "seq": 1,
                               "status": "sent",
                               "conversation_id": "conv_bm90IGEgcmVhbCBp",
                               "session_id": "sess_bm90IGEgcmVhbCBpZCwganVz"}]}""")
record LatestResponse(List<MessageResponse> messages) {}
