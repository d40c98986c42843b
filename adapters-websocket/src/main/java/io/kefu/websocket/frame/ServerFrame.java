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
 * What the service says on a socket: {@code {"type": …, "data": {…}, "id": …}}.
 *
 * @param id the id of the client's frame that this answers; left out where there is none
 */
@Serdeable
@JsonInclude(Include.NON_NULL)
public record ServerFrame(String type, Data data, @Nullable JsonNode id) {

    /** A frame that answers nothing in particular. */
    public static ServerFrame push(String type, Data data) {
        return new ServerFrame(type, data, null);
    }

    /** What a frame carries, by its type. */
    public sealed interface Data {}

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
     */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    public record SessionData(
            String sessionId,
            String userId,
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
            @Nullable List<TransferData> transfers) {}

    /** How a session was passed on; for kefu and admins alone. */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    public record TransferData(
            @Nullable String fromKefuId,
            @Nullable String toKefuId,
            @Nullable String note,
            Instant timestamp) {}

    /** Where a conversation stands, seen from the receiver's side. */
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
     * {@code message}: somebody wrote.
     *
     * @param status {@code recalled} for what was taken back; null for anything else
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

    /** {@code receipt}: a side's cursors, in a push or as the answer to the side itself. */
    @Serdeable
    public record Receipt(String conversationId, String userId, long deliveredSeq, long readSeq) implements Data {}

    /** {@code notification}: something happened that concerns the receiver. */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    public record Notification(
            String event,
            @Nullable String userId,
            Instant timestamp,
            @Nullable SessionData session,
            @Nullable Integer queuePosition,
            @Nullable Long firstSeq,
            @Nullable Long lastSeq,
            @Nullable Long historyBefore,
            @Nullable Long untilSeq,
            @Nullable ConversationData conversation,
            @Nullable Integer waiting)
            implements Data {

        /** The state of a session has changed. */
        public static Notification session(String event, SessionData session, Instant now) {
            return session(event, session, now, null);
        }

        /** A session was passed on. The receiver, who served it, may still read its conversation up to a seq. */
        public static Notification transferred(SessionData session, Instant now, long untilSeq) {
            return session("session_transferred", session, now, untilSeq);
        }

        private static Notification session(String event, SessionData session, Instant now, @Nullable Long untilSeq) {
            return new Notification(
                    event,
                    session.userId(),
                    now,
                    session,
                    session.queuePosition(),
                    null,
                    null,
                    null,
                    untilSeq,
                    null,
                    null);
        }

        /**
         * A session was assigned to a kefu.
         *
         * @param firstSeq the seq of the first entry of its conversation that follows; if none follows, the seq that
         *     the next entry will get
         * @param lastSeq the seq of the last stored entry that follows; {@code firstSeq - 1} if none follows
         * @param historyBefore the seq below which the session has older entries that do not follow; null if there are
         *     none
         */
        public static Notification assigned(
                SessionData session,
                Instant now,
                long firstSeq,
                long lastSeq,
                @Nullable Long historyBefore,
                ConversationData conversation) {
            return new Notification(
                    "session_assigned",
                    session.userId(),
                    now,
                    session,
                    null,
                    firstSeq,
                    lastSeq,
                    historyBefore,
                    null,
                    conversation,
                    null);
        }

        /** Somebody came online or went. */
        public static Notification presence(String userId, boolean isOnline, Instant since) {
            return new Notification(
                    isOnline ? "user_online" : "user_offline",
                    userId,
                    since,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        /** The store lost entries, or may have: what the client holds above the delivered seq may be void. */
        public static Notification reset(ConversationData conversation, Instant now) {
            return new Notification(
                    "conversation_reset", null, now, null, null, null, null, null, null, conversation, null);
        }

        /** The queue is now this long. */
        public static Notification queue(int waiting, Instant now) {
            return new Notification("queue_changed", null, now, null, null, null, null, null, null, null, waiting);
        }

        /** Something about the service as a whole. */
        public static Notification service(String event, Instant now) {
            return new Notification(event, null, now, null, null, null, null, null, null, null, null);
        }
    }

    /** {@code typing}: somebody is about to write. */
    @Serdeable
    public record Typing(String conversationId, String userId) implements Data {}

    /** {@code room}: somebody said something in a room. */
    @Serdeable
    public record RoomSaid(String room, String fromUserId, String content, Instant timestamp) implements Data {}

    /** The answer to {@code join}, {@code leave} and {@code room}. */
    @Serdeable
    public record InRoom(String room) implements Data {}

    /** The answer to {@code resume}: from where each conversation goes on. */
    @Serdeable
    @JsonInclude(Include.ALWAYS)
    public record Resumed(Map<String, Long> conversations) implements Data {}

    /** An answer that has nothing to say but that it was done. */
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
