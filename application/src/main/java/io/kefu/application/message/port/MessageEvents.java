package io.kefu.application.message.port;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.reply.ReplyOwner;
import io.kefu.domain.session.Note;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what happens in a conversation or to a user to the subscribers on all nodes. An event is a hint: it may be lost
 * or come twice, so a subscriber to a conversation compares seqs and reads the log. Listeners are called on a thread of the
 * store that must not be blocked, one event after the other in the order of publication.
 */
public interface MessageEvents {

    /** Subscribes to a conversation. An event that is lost after the stage has completed is followed by an interruption. */
    CompletionStage<Subscription> subscribe(ConversationId conversation, Consumer<ConversationEvent> listener);

    /** Subscribes to the events of a user that do not belong to a conversation. */
    CompletionStage<Subscription> subscribe(UserId user, Consumer<UserEvent> listener);

    /**
     * Publishes an event that is not stored. The stage fails with a {@code DomainException} of code {@code
     * SERVICE_UNAVAILABLE} if the store does not answer in time.
     */
    CompletionStage<Void> publish(ConversationEvent.Transient event);

    /** A subscription, until it is cancelled. */
    interface Subscription {
        /** Ends the subscription. The listener is not called again once this has returned. Does not block. */
        void cancel();
    }

    /** An event of a conversation. */
    sealed interface ConversationEvent {
        /**
         * A message was appended.
         *
         * @param origin the connection that sent it; null for none
         * @param trace the trace context (a W3C {@code traceparent}) of the append; null if the append was not traced
         */
        record Appended(
                Message message,
                @Nullable String origin,
                @Nullable String trace) implements ConversationEvent {
            /** An event of an append that was not traced. */
            public Appended(Message message, @Nullable String origin) {
                this(message, origin, null);
            }
        }

        /**
         * The cursors of a side were raised.
         *
         * @param origin the connection that reported the cursors; null for none
         */
        record Advanced(
                ConversationId conversation,
                UserId by,
                long delivered,
                long read,
                @Nullable String origin) implements ConversationEvent {}

        /** An event that is not stored: only connections that are open now receive it. */
        sealed interface Transient extends ConversationEvent {
            /** The conversation to whose subscribers it is published. */
            ConversationId conversation();
        }

        /** A user is typing. */
        record Typing(ConversationId conversation, UserId by) implements Transient {}

        /** A user of the conversation came online or went offline. */
        record PresenceChanged(ConversationId conversation, UserId user, boolean isOnline, Instant since)
                implements Transient {}

        /** Events may have been lost: read the log. */
        record Interrupted() implements ConversationEvent {}
    }

    /** An event of a user. */
    sealed interface UserEvent {
        /** A session that the user serves, served or opened has changed. */
        record SessionChanged(SessionId session) implements UserEvent {}

        /** The tags of a session were changed, with which the user, a kefu or admin, works. */
        record SessionTagged(SessionId session) implements UserEvent {}

        /** A note was added to a session of a customer, with which the user, a kefu or admin, works. */
        record NoteAdded(UserId customer, Note note) implements UserEvent {}

        /** Canned replies of this owner, which the user sees, were changed. */
        record RepliesChanged(ReplyOwner owner) implements UserEvent {}

        /** The user, a kefu or admin, and a colleague wrote to each other. */
        record PairWritten(UserId other) implements UserEvent {}

        /** One or more logins of the user ended. */
        record LoggedOut() implements UserEvent {}

        /** The user was renamed; all logins of the user have the new name. */
        record Renamed(String name) implements UserEvent {}

        /** Events may have been lost: read everything again. */
        record Interrupted() implements UserEvent {}
    }
}
