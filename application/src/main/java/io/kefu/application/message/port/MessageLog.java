package io.kefu.application.message.port;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageId;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The logs of the conversations. A log is the source of truth about what was said. No method blocks; each call is one round
 * trip unless it says otherwise, and besides reads the archive if older entries are needed. A stage may complete on a thread of
 * the store that must not be blocked; the stages of one calling thread complete in the order of the calls, except those that
 * need the archive, which may complete later. If the store does not answer in time, the stage fails with a {@code
 * DomainException} of code {@code SERVICE_UNAVAILABLE}: an append may have happened or not, and repeating it under the same
 * client message id is safe.
 */
public interface MessageLog {

    /**
     * Appends a message if its sender may write there. The message is stored and published once the stage completes with
     * {@link Appended.Stored}.
     */
    CompletionStage<Appended> append(Append append);

    /**
     * Removes the content of a message for good. A tombstone keeps the seq, and an entry of the type {@code SYSTEM} that names
     * the message is appended, so that clients that were offline learn of it. Recalling a message again changes nothing.
     */
    CompletionStage<Recalled> recall(Recall recall);

    /**
     * The entries above a seq, lowest first, at most {@code limit}, and the state of the conversation. Fails with {@code
     * SERVICE_UNAVAILABLE} if archived entries cannot be read; it never leaves out entries.
     */
    default CompletionStage<Batch> readAfter(ConversationId conversation, long seq, int limit) {
        return readAfter(conversation, seq, limit, null);
    }

    /**
     * The same, restricted to what a kefu may read.
     *
     * @param kefu the kefu who serves the customer, or who served them and may read what was written until then; an empty
     *     batch for any other kefu; null for a reader who may read everything
     */
    CompletionStage<Batch> readAfter(ConversationId conversation, long seq, int limit, @Nullable UserId kefu);

    /**
     * Records that the log was longer before, because the store has lost its newest entries. Changes the epoch of every
     * conversation that may have lost entries with it, unless the epoch has changed since the state was read.
     *
     * @param lastKnown the highest seq that the log once had
     */
    CompletionStage<Void> recordLoss(ConversationState state, long lastKnown);

    /** The state of a conversation; empty if nothing has happened in it and {@link #begin} was not called. */
    CompletionStage<Optional<ConversationState>> state(ConversationId conversation);

    /**
     * Gives an epoch to a log that does not exist yet, and returns the conversation's state. The first entry keeps this
     * epoch. A conversation that has an epoch is not changed. Two round trips.
     */
    CompletionStage<ConversationState> begin(ConversationId conversation, Instant now);

    /**
     * Raises the cursors of a user's side and returns the present ones; a lower value changes nothing. The stage fails with a
     * {@code DomainException}: {@code INVALID_PARAMETER} for a seq above the log's last one, {@code MESSAGE_NOT_FOUND} for a
     * user who is on neither side now.
     */
    CompletionStage<Cursors> advance(CursorReport report);

    /**
     * A message to append.
     *
     * @param rule what the sender needs to be allowed to write; it is checked in the same step
     * @param to the recipient; null for a customer's message to the kefu who serves
     * @param toIsKnown whether {@code to} is known to be a kefu or admin (for a message of a customer), a customer who is not
     *     disabled (for one of an admin) or the other user of the pair
     * @param origin the connection that sends, which gets no push of the message; null for none
     * @param session the session that must be open, or else nothing is stored; null for any
     */
    record Append(
            ConversationId conversation,
            Rule rule,
            UserId from,
            String senderName,
            @Nullable UserId to,
            boolean toIsKnown,
            Draft draft,
            @Nullable String origin,
            @Nullable SessionId session,
            Instant now) {}

    /** The condition under which a sender may write. The log checks it in the same step as it appends. */
    enum Rule {
        /** For the conversation's customer: an open session. */
        CUSTOMER,
        /** For a kefu who writes to a customer: they must serve the open session. */
        SERVING,
        /** For an admin who writes to a customer: an open session, or {@code toIsKnown}. */
        ADMIN,
        /** For a user of a pair: nothing. */
        PAIR
    }

    /** The result of an append. */
    sealed interface Appended {
        /**
         * The message is stored, by this append or by an earlier one under the same client message id.
         *
         * @param message the message as it is in the log
         */
        record Stored(Message message) implements Appended {}

        /** Nothing was stored. */
        record Refused(Refusal why) implements Appended {}
    }

    /** Why an append was refused. */
    enum Refusal {
        /** The customer has no open session, or another one than the append names. */
        NO_OPEN_SESSION,
        /**
         * {@code to} is neither the serving kefu nor known to be a kefu or admin; or the customer is not known and has no
         * open session.
         */
        UNKNOWN_RECIPIENT,
        /** The kefu does not serve the customer. */
        NOT_SERVING,
        /** The kefu served the customer's last session, which is closed. */
        SESSION_CLOSED,
        /** Another content is stored under the same client message id. */
        CLIENT_ID_TAKEN
    }

    /**
     * A message to recall.
     *
     * @param byName the name of the user who recalls it
     * @param notBefore only a message of the caller that was written then or later is recalled; null for a caller who may
     *     recall any message
     * @param notice the text of the entry that is appended
     */
    record Recall(
            MessageId message,
            UserId by,
            String byName,
            @Nullable Instant notBefore,
            String notice,
            Instant now) {
        /** The metadata of the appended entry, by which clients recognise the recalled message. */
        public Metadata noticeMetadata() {
            return new Metadata("{\"event\":\"message_recalled\",\"seq\":%d,\"message_id\":\"%s\"}"
                    .formatted(message.seq(), message));
        }
    }

    /** The result of a recall. */
    sealed interface Recalled {
        /** The content was removed, by this call or by an earlier one. */
        record Done(Message tombstone) implements Recalled {}

        /** There is no such message, or the caller never took part in its conversation. */
        record Unknown() implements Recalled {}

        /** Another user wrote the message. */
        record NotOwn() implements Recalled {}

        /** The message was written too long ago. */
        record TooLate() implements Recalled {}
    }

    /**
     * A part of a log.
     *
     * @param state empty for a conversation in which nothing ever happened, and for a reader who may read nothing
     */
    record Batch(Optional<ConversationState> state, List<Message> messages) {}

    /** One side of a conversation. */
    enum Side {
        /** The customer; of a pair, the user whose id comes first. */
        FIRST,
        /** The service; of a pair, the user whose id comes second. */
        SECOND;

        /** The side of the peer. */
        public Side other() {
            return this == FIRST ? SECOND : FIRST;
        }
    }

    /**
     * New cursors of a user's side.
     *
     * @param delivered everything up to this seq has arrived; 0 to change only the other cursor
     * @param read everything up to this seq was read; 0 to change only the other cursor
     * @param origin the connection that reports them, which gets no receipt; null for none
     */
    record CursorReport(
            ConversationId conversation,
            UserId by,
            long delivered,
            long read,
            @Nullable String origin) {}

    /**
     * The state of a conversation at one moment.
     *
     * @param epoch identifies one life of the log; it changes when the store may have lost entries
     * @param last the seq of the newest entry; 0 for an empty log
     * @param first the progress of the customer, or of the first user of the pair
     * @param second the progress of the service, or of the second user of the pair
     * @param session the open session; null for none
     * @param sessionFirst the seq that the first entry of the newest session has or will get; 1 if there was no session
     * @param firstUser the customer, or the first user of the pair; null where nothing has happened yet
     * @param secondUser the kefu who serves now, or the second user of the pair; null for none
     */
    record ConversationState(
            ConversationId conversation,
            String epoch,
            long last,
            Progress first,
            Progress second,
            @Nullable SessionId session,
            long sessionFirst,
            @Nullable UserId firstUser,
            @Nullable UserId secondUser) {
        /** The user who is on a side now; null for none. */
        public @Nullable UserId user(Side side) {
            return side == Side.FIRST ? firstUser : secondUser;
        }

        /** The progress of a side. */
        public Progress of(Side side) {
            return side == Side.FIRST ? first : second;
        }
    }

    /**
     * How far one side has read the log.
     *
     * @param entriesAbove the number of the peer's entries above the read cursor, of any type
     * @param unread the number of those that are messages and were not recalled
     */
    record Progress(Cursors cursors, long entriesAbove, long unread) {
        /** The side's delivered cursor. */
        public long delivered() {
            return cursors.delivered();
        }

        /** The side's read cursor. */
        public long read() {
            return cursors.read();
        }
    }

    /**
     * The cursors of one side.
     *
     * @param delivered everything up to this seq has arrived
     * @param read everything up to this seq was read
     */
    record Cursors(long delivered, long read) {
        /** The cursors before anything has arrived. */
        public static final Cursors NONE = new Cursors(0, 0);

        /** A report that everything up to this seq has arrived. */
        public static Cursors deliveredUpTo(long seq) {
            return new Cursors(seq, 0);
        }

        /** A report that everything up to this seq was read. */
        public static Cursors readUpTo(long seq) {
            return new Cursors(0, seq);
        }
    }
}
