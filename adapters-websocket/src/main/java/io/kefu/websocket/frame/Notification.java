package io.kefu.websocket.frame;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.kefu.websocket.frame.ServerFrame.ConversationData;
import io.kefu.websocket.frame.ServerFrame.NoteData;
import io.kefu.websocket.frame.ServerFrame.SessionData;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code notification}: an event that concerns the receiver. The JSON field {@code event} names the type of the event. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
public sealed interface Notification extends ServerFrame.Data {

    /** A new session of the receiver, a customer. */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    @JsonTypeName("session_created")
    record SessionCreated(
            String userId,
            Instant timestamp,
            SessionData session,
            @Nullable Integer queuePosition) implements Notification {
        public static SessionCreated of(SessionData session, Instant now) {
            return new SessionCreated(session.userId(), now, session, session.queuePosition());
        }
    }

    /** A session of the receiver, a customer, waits for a kefu, or its position in the queue has changed. */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    @JsonTypeName("session_waiting")
    record SessionWaiting(
            String userId,
            Instant timestamp,
            SessionData session,
            @Nullable Integer queuePosition) implements Notification {
        public static SessionWaiting of(SessionData session, Instant now) {
            return new SessionWaiting(session.userId(), now, session, session.queuePosition());
        }
    }

    /**
     * A kefu serves the session from now on. Both the customer and the kefu receive this notification.
     *
     * @param firstSeq the seq of the first entry of the conversation that follows; if none follows, the seq that the next
     *     entry will get
     * @param lastSeq the seq of the last stored entry that follows; {@code firstSeq - 1} if none follows
     * @param historyBefore the seq below which the session has older entries that do not follow; null if there are none
     */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    @JsonTypeName("session_assigned")
    record SessionAssigned(
            String userId,
            Instant timestamp,
            SessionData session,
            long firstSeq,
            long lastSeq,
            @Nullable Long historyBefore,
            ConversationData conversation)
            implements Notification {}

    /**
     * The receiver, a kefu, does not serve the session any more.
     *
     * @param untilSeq the seq up to which the receiver may still read the conversation
     */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    @JsonTypeName("session_transferred")
    record SessionTransferred(
            String userId,
            Instant timestamp,
            SessionData session,
            @Nullable Integer queuePosition,
            long untilSeq) implements Notification {
        public static SessionTransferred of(SessionData session, Instant now, long untilSeq) {
            return new SessionTransferred(session.userId(), now, session, session.queuePosition(), untilSeq);
        }
    }

    /** The session is closed. */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    @JsonTypeName("session_closed")
    record SessionClosed(String userId, Instant timestamp, SessionData session) implements Notification {
        public static SessionClosed of(SessionData session, Instant now) {
            return new SessionClosed(session.userId(), now, session);
        }
    }

    /** The tags of a session were changed. Only kefu and admins receive this notification. */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    @JsonTypeName("session_tagged")
    record SessionTagged(String userId, Instant timestamp, SessionData session) implements Notification {
        public static SessionTagged of(SessionData session, Instant now) {
            return new SessionTagged(session.userId(), now, session);
        }
    }

    /** A note was added to a session of a customer. Only kefu and admins receive this notification. */
    @Serdeable
    @JsonTypeName("note_added")
    record NoteAdded(String userId, Instant timestamp, String sessionId, NoteData note) implements Notification {}

    /**
     * Canned replies were changed.
     *
     * @param shared whether the shared replies were changed, or the receiver's own
     */
    @Serdeable
    @JsonTypeName("replies_changed")
    record RepliesChanged(Instant timestamp, boolean shared) implements Notification {}

    /** The other user of a conversation came online. */
    @Serdeable
    @JsonTypeName("user_online")
    record UserOnline(String userId, Instant timestamp) implements Notification {}

    /** The other user of a conversation went offline. */
    @Serdeable
    @JsonTypeName("user_offline")
    record UserOffline(String userId, Instant timestamp) implements Notification {}

    /**
     * The store has lost entries of a conversation, or may have: entries that the client has above the delivered seq may
     * not exist any more.
     */
    @Serdeable
    @JsonTypeName("conversation_reset")
    record ConversationReset(Instant timestamp, ConversationData conversation) implements Notification {}

    /**
     * The length of the queue has changed.
     *
     * @param waiting the number of sessions that wait
     */
    @Serdeable
    @JsonTypeName("queue_changed")
    record QueueChanged(Instant timestamp, int waiting) implements Notification {}

    /** The list of blocks has changed. Kefu and admins receive this notification. */
    @Serdeable
    @JsonTypeName("blocks_changed")
    record BlocksChanged(Instant timestamp) implements Notification {}

    /**
     * The working hours have changed.
     *
     * @param open whether the service is open now
     * @param nextChangeAt when it opens or closes next; null if it never does
     */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    @JsonTypeName("hours_changed")
    record HoursChanged(
            Instant timestamp, boolean open, @Nullable Instant nextChangeAt) implements Notification {}

    /** The store does not accept writes at present. */
    @Serdeable
    @JsonTypeName("service_interrupted")
    record ServiceInterrupted(Instant timestamp) implements Notification {}

    /** The store accepts writes again. */
    @Serdeable
    @JsonTypeName("service_resumed")
    record ServiceResumed(Instant timestamp) implements Notification {}
}
