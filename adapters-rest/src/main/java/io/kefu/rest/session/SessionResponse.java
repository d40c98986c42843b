package io.kefu.rest.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Session", example = """
                {"session_id": "sess_bm90IGEgcmVhbCBpZCwganVz", "user_id": "user123", "kefu_id": "kefu001",
                 "status": "active", "created_at": "2024-01-01T12:00:00Z", "messages_count": 15,
                 "session_type": "customer_service", "conversation_id": "conv_bm90IGEgcmVhbCBp"}""")
record SessionResponse(
        String sessionId,
        @Schema(description = "The customer") String userId,

        @Schema(description = "Who serves it; null while it waits") @Nullable
        String kefuId,

        @Schema(
                type = "string",
                allowableValues = {"waiting", "active", "closed"})
        String status,

        Instant createdAt,
        long messagesCount,
        String sessionType,
        String conversationId,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The place in the queue, from 1; of a waiting session that is asked for by its id")
        @Nullable
        Integer queuePosition,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant closedAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(type = "object") @Nullable
        JsonNode metadata) {}
