package io.kefu.application.message.port;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says that something happened in a conversation or to a user, on whichever node. A hint: it may be lost, and come
 * twice, so whoever follows a conversation compares seqs and reads the log. Listeners are called on a thread of the
 * store's that must not be blocked, one event after the other in the order of publication.
 */
public interface MessageEvents {

    /** Follows a conversation. Nothing published after the stage has completed is passed over silently. */
    CompletionStage<Subscription> follow(ConversationId conversation, Consumer<ConversationEvent> listener);

    /** Follows what concerns a user and is not part of a conversation. */
    CompletionStage<Subscription> follow(UserId user, Consumer<UserEvent> listener);

    /**
     * Tells whoever follows the conversation something that is not kept. Fails with a {@code DomainException} of code {@code
     * SERVICE_UNAVAILABLE}.
     */
    CompletionStage<Void> tell(ConversationEvent.Passing event);

    /** Ends what {@code follow} began. */
    interface Subscription {
        /** No event comes once this has returned. Does not block. */
        void cancel();
    }

    /** What happens in a conversation. */
    sealed interface ConversationEvent {
        /**
         * A message was appended.
         *
         * @param origin the connection that sent it; null for none
         */
        record Appended(Message message, @Nullable String origin) implements ConversationEvent {}

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

        /** What is told to those who are there, and not kept. */
        sealed interface Passing extends ConversationEvent {
            /** Where it is told. */
            ConversationId conversation();
        }

        /** Somebody is typing. */
        record Typing(ConversationId conversation, UserId by) implements Passing {}

        /** Somebody who takes part came online or went. */
        record PresenceChanged(ConversationId conversation, UserId user, boolean isOnline, Instant since)
                implements Passing {}

        /** Events may have been lost: read the log. */
        record Interrupted() implements ConversationEvent {}
    }

    /** What happens to a user. */
    sealed interface UserEvent {
        /** A session that the user serves, served or opened now stands otherwise. */
        record SessionChanged(SessionId session) implements UserEvent {}

        /** The user, a kefu, and another wrote to each other. */
        record PairWritten(UserId other) implements UserEvent {}

        /**
         * Logins of the user ended.
         *
         * @param tokenHash the one that did; null for all
         */
        record LoggedOut(@Nullable String tokenHash) implements UserEvent {}

        /** The user was renamed; all logins of the user have the new name. */
        record Renamed(String name) implements UserEvent {}

        /** Events may have been lost: read everything anew. */
        record Interrupted() implements UserEvent {}
    }
}
