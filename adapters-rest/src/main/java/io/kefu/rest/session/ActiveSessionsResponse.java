package io.kefu.rest.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of the sessions that are being served. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "ActiveSessions", example = """
                {"active_sessions": [{"session_id": "sess_bm90IGEgcmVhbCBpZCwganVz", "user_id": "user123",
                                      "kefu_id": "kefu001", "kefu_name": "客服小明", "status": "active",
                                      "created_at": "2024-01-01T12:00:00.000Z", "messages_count": 15,
                                      "session_type": "customer_service",
                                      "conversation_id": "conv_bm90IGEgcmVhbCBp"}],
                 "total": 30, "page": 1, "page_size": 20}""")
record ActiveSessionsResponse(List<SessionResponse> activeSessions, long total, int page, int pageSize) {}
