package io.kefu.rest.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session, with all of its details. */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Session", example = SessionResponse.EXAMPLE)
record SessionResponse(
        String sessionId,
        @Schema(description = "The customer") String userId,

        @Schema(description = "The customer's name; absent if the customer was deleted") @Nullable
        String username,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                nullable = true,
                description = "The kefu who serves it or served it last; null while it waits")
        @Nullable
        String kefuId,

        @Schema(
                description =
                        "The present name of that kefu; absent while the session waits and after the kefu was deleted")
        @Nullable
        String kefuName,

        @Schema(
                type = "string",
                allowableValues = {"waiting", "active", "closed"})
        String status,

        Instant createdAt,
        long messagesCount,
        String sessionType,
        String conversationId,

        @Schema(description = "The position in the queue, from 1; only for a waiting session") @Nullable
        Integer queuePosition,

        @Nullable Instant closedAt,

        @Schema(
                description =
                        "idle, abandoned, lost or blocked, where the service closed it; else closed_by_customer, closed_by_kefu or"
                                + " closed_by_admin, or what they said")
        @Nullable
        String closeReason,

        @Schema(description = "The rating that the customer gave") @Nullable
        RatingView rating,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "The transfers, oldest first; only kefu and admins see them")
        @Nullable
        List<TransferView> transfers,

        @Schema(description = "The tags; only kefu and admins see them") @Nullable
        List<String> tags,

        @Schema(type = "object") @Nullable JsonNode metadata,

        @Schema(
                description =
                        "The newest message of the conversation, if there is one; in the lists of active and waiting sessions")
        @Nullable
        LastMessageView lastMessage,

        @Schema(
                description =
                        "How many messages of the customer the service has not read; in the lists of active and waiting"
                                + " sessions")
        @Nullable
        Long unread) {
    static final String EXAMPLE = """
            {"session_id": "sess_bm90IGEgcmVhbCBpZCwganVz", "user_id": "user123", "username": "李四", "kefu_id": "kefu001",
             "kefu_name": "客服小明", "status": "active", "created_at": "2024-01-01T12:00:00.000Z", "messages_count": 15,
             "session_type": "customer_service", "conversation_id": "conv_bm90IGEgcmVhbCBp"}""";

    /** The beginning of a conversation's newest message. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "LastMessage")
    record LastMessageView(
            String messageId,

            @Schema(
                    type = "string",
                    allowableValues = {"text", "image", "file", "voice", "video"})
            String msgType,

            String fromUserId,

            @Schema(description = "The first 120 code points; empty for a recalled message")
            String content,

            Instant timestamp,

            @Schema(
                    type = "string",
                    allowableValues = {"sent", "delivered", "read", "recalled"})
            String status) {}

    /** A rating. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RatingOfSession")
    record RatingView(int score, @Nullable String comment) {}

    /** One transfer. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TransferOfSession")
    record TransferView(
            @Schema(description = "The kefu who served it; absent for a session that waited") @Nullable
            String fromKefuId,

            @Schema(description = "The kefu who got it; absent for a return to the queue") @Nullable
            String toKefuId,

            @Nullable String note,
            Instant timestamp) {}
}
