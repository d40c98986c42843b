package io.kefu.rest.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of the queue. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "WaitingSessions", example = """
                {"waiting_sessions": [{"session_id": "sess_bm90IGEgcmVhbCBpZCwganVz", "user_id": "user123",
                                       "kefu_id": null, "status": "waiting",
                                       "created_at": "2024-01-01T12:00:00.000Z", "messages_count": 1,
                                       "session_type": "customer_service",
                                       "conversation_id": "conv_bm90IGEgcmVhbCBp", "queue_position": 1,
                                       "username": "李四",
                                       "last_message": {"message_id": "msg_bm90IGEgcmVhbCBpZC", "msg_type": "text",
                                                        "from_user_id": "user123", "content": "你好",
                                                        "timestamp": "2024-01-01T12:00:00.000Z", "status": "sent"}}],
                 "total": 1, "page": 1, "page_size": 20}""")
record WaitingSessionsResponse(List<SessionResponse> waitingSessions, long total, int page, int pageSize) {}
