package io.kefu.websocket.frame;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A frame that the service sends: {@code {"type": …, "data": {…}, "id": …}}.
 *
 * @param id the id of the client's frame that this frame answers; null for a push, and then absent in JSON
 */
@Serdeable
@JsonInclude(Include.NON_NULL)
public record ServerFrame(String type, Data data, @Nullable JsonNode id) {

    /** A frame that does not answer a frame of the client. */
    public static ServerFrame push(String type, Data data) {
        return new ServerFrame(type, data, null);
    }

    /** The content of a frame. Each type of frame has its own record. */
    public sealed interface Data
            permits Connected,
                    MessageData,
                    Ack,
                    Receipt,
                    Typing,
                    RoomSaid,
                    InRoom,
                    Resumed,
                    Done,
                    Pong,
                    Refused,
                    Notification {}

    /**
     * {@code connected}: the first push.
     *
     * @param sessions the newest of the receiver's open sessions, without their transfers
     * @param more true if the receiver has other open sessions; null if {@code sessions} has all of them
     */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    public record Connected(
            String connectionId,
            String userId,
            Instant serverTime,
            long heartbeatSeconds,
            long reconnectAfterMs,
            List<SessionData> sessions,
            List<ConversationData> conversations,
            @Nullable Boolean more)
            implements Data {}

    /**
     * A session. {@code kefu_id} is always present, and null while no kefu serves; {@code kefu_name} is absent then.
     *
     * @param username the customer's name; null if the customer was deleted
     * @param transfers absent for customers, and if there is none
     * @param tags null for customers
     * @param lastMessage only in {@code connected}, for staff
     * @param unread how many messages of the customer the service has not read; only in {@code connected}, for staff
     */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    public record SessionData(
            String sessionId,
            String userId,
            @Nullable String username,
            @JsonInclude(Include.ALWAYS) @Nullable String kefuId,
            @Nullable String kefuName,
            String status,
            Instant createdAt,
            long messagesCount,
            String sessionType,
            @Nullable Integer queuePosition,
            String conversationId,
            @Nullable Instant closedAt,
            @Nullable String closeReason,
            @JsonInclude(Include.NON_EMPTY) @Nullable List<TransferData> transfers,
            @Nullable List<String> tags,
            @Nullable LastMessageData lastMessage,
            @Nullable Long unread) {}

    /** The beginning of a conversation's newest message. The content of a recalled message is empty. */
    @Serdeable
    @JsonInclude(Include.ALWAYS)
    public record LastMessageData(
            String messageId, String msgType, String fromUserId, String content, Instant timestamp, String status) {}

    /** A transfer of a session. Only kefu and admins see it. */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    public record TransferData(
            @Nullable String fromKefuId,
            @Nullable String toKefuId,
            @Nullable String note,
            Instant timestamp) {}

    /** A note about a session. Only kefu and admins see it. */
    @Serdeable
    public record NoteData(String noteId, String authorId, String content, Instant createdAt) {}

    /** The state of a conversation, as the receiver's side sees it. */
    @Serdeable
    public record ConversationData(
            String conversationId,
            String epoch,
            long lastSeq,
            long deliveredSeq,
            long readSeq,
            long peerDeliveredSeq,
            long peerReadSeq) {}

    /**
     * {@code message}: an entry of a conversation.
     *
     * @param status {@code recalled} for a message that was recalled; null for any other
     */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    public record MessageData(
            String messageId,
            String fromUserId,
            String toUserId,
            String content,
            String msgType,
            JsonNode metadata,
            Instant timestamp,
            long seq,
            String conversationId,
            @Nullable String sessionId,
            @Nullable String clientMsgId,
            @Nullable String status)
            implements Data {}

    /** {@code ack}: the client's message is stored. */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    public record Ack(
            String messageId,
            Instant timestamp,
            String status,
            long seq,
            String conversationId,
            @Nullable String sessionId,
            @Nullable String clientMsgId)
            implements Data {}

    /** {@code receipt}: the cursors of a side, as a push or as the answer to a frame of that side. */
    @Serdeable
    public record Receipt(String conversationId, String userId, long deliveredSeq, long readSeq) implements Data {}

    /** {@code typing}: the user of the other side is typing. */
    @Serdeable
    public record Typing(String conversationId, String userId) implements Data {}

    /** {@code room}: a text that a member of the room sent. */
    @Serdeable
    public record RoomSaid(String room, String fromUserId, String content, Instant timestamp) implements Data {}

    /** The answer to {@code join}, {@code leave} and {@code room}. */
    @Serdeable
    public record InRoom(String room) implements Data {}

    /** The answer to {@code resume}: for each conversation the seq after which it continues. */
    @Serdeable
    @JsonInclude(Include.ALWAYS)
    public record Resumed(Map<String, Long> conversations) implements Data {}

    /** The answer to a frame that was handled and has no result. */
    @Serdeable
    public record Done() implements Data {}

    /** {@code pong}: the answer to a client's {@code ping}. */
    @Serdeable
    public record Pong(Instant timestamp) implements Data {}

    /** {@code error}: the client's frame was refused; the socket stays open. */
    @Serdeable
    @JsonInclude(Include.ALWAYS)
    public record Refused(String code, String message, Map<String, String> details) implements Data {}
}
