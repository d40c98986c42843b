package io.kefu.application.message.port;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageId;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The conversations' logs: the one truth about what was said. Never blocks; each call is one round trip. Stages may
 * complete on a thread of the store's that must not be blocked; those of one caller's thread complete in the order of
 * the calls. A store that does not answer in time fails the stage with a {@code DomainException} of code {@code
 * SERVICE_UNAVAILABLE}: an append may then have happened or not, and repeating it under the same client message id is
 * safe.
 */
public interface MessageLog {

    /** Appends a message if its sender may write there; stored once the stage completes with {@link Appended.Stored}. */
    CompletionStage<Appended> append(Append append);

    /**
     * Takes a message's content back for good: what is left keeps its place, and an entry of the type {@code SYSTEM} that
     * names it is appended, so that whoever was away learns of it. Recalling once more changes nothing.
     */
    CompletionStage<Recalled> recall(Recall recall);

    /** What stands above a seq, lowest first, at most so many, and where the conversation stands as a whole. */
    default CompletionStage<Batch> after(ConversationId conversation, long seq, int limit) {
        return after(conversation, seq, limit, null);
    }

    /**
     * The same, as far as a kefu may see it.
     *
     * @param kefu who serves or served the customer, and sees what was written until then; null for whoever sees all
     */
    CompletionStage<Batch> after(ConversationId conversation, long seq, int limit, @Nullable UserId kefu);

    /**
     * Notes that the log once reached higher than it does now: the store lost its tail. Changes the epoch of whatever may
     * have lost something with it, unless that has happened since the standing was read.
     */
    CompletionStage<Void> lost(Standing standing, long reached);

    /** The standing of a conversation; empty if nothing has happened in it and it was not begun. */
    CompletionStage<Optional<Standing>> standing(ConversationId conversation);

    /**
     * Gives an epoch to a log that does not exist yet, and returns the conversation's standing. The first entry keeps
     * this epoch. A conversation that has an epoch is not changed.
     */
    CompletionStage<Standing> begin(ConversationId conversation, Instant now);

    /**
     * Raises the cursors of a user's side and returns where they now are; a lower value changes nothing. Fails with a
     * {@code DomainException}: {@code INVALID_PARAMETER} above the log's end, {@code MESSAGE_NOT_FOUND} for a user who
     * does not take part now.
     */
    CompletionStage<Reached> advance(Cursor cursor);

    /**
     * A message to append.
     *
     * @param rule what the sender needs to be allowed, checked in the same step
     * @param to who the message names; null for a customer's to whoever serves
     * @param toIsKnown whether {@code to} is known to be a kefu or admin (from a customer), a customer who is not disabled
     *     (from an admin) or the pair's other
     * @param origin the connection that sends and therefore gets no push; null for none
     * @param session the session that must be open, or else nothing is stored; null for whichever is
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

    /** What a sender needs to be allowed. */
    enum Rule {
        /** The conversation's customer: needs an open session. */
        CUSTOMER,
        /** A kefu to a customer: must be serving the open session. */
        SERVING,
        /** An admin to a customer: needs an open session, or {@code toIsKnown}. */
        ADMIN,
        /** One of a pair: needs nothing. */
        PAIR
    }

    /** What became of an append. */
    sealed interface Appended {
        /**
         * It is stored, now or by an earlier send under the same client message id.
         *
         * @param message the message as it stands in the log
         */
        record Stored(Message message) implements Appended {}

        /** Nothing was stored. */
        record Refused(Refusal why) implements Appended {}
    }

    /** Why an append was refused. */
    enum Refusal {
        /** The customer has no open session, or not the one that must be. */
        NO_OPEN_SESSION,
        /**
         * {@code to} is neither the serving kefu nor known to be a kefu; or the customer is not known and has no open
         * session.
         */
        UNKNOWN_RECIPIENT,
        /** The kefu does not serve the customer. */
        NOT_SERVING,
        /** The kefu served the customer's last session, which is closed. */
        SESSION_CLOSED,
        /** Another content stands under the same client message id. */
        CLIENT_ID_TAKEN
    }

    /**
     * A message to take back.
     *
     * @param byName the name of who takes it back
     * @param notBefore only what was written then or later; null for a caller who may recall whatever anybody wrote
     * @param notice what the appended entry says to people
     */
    record Recall(
            MessageId message,
            UserId by,
            String byName,
            @Nullable Instant notBefore,
            String notice,
            Instant now) {}

    /** What became of a recall. */
    sealed interface Recalled {
        /** Its content is gone, now or since an earlier call. */
        record Done(Message left) implements Recalled {}

        /** There is no such message, or the caller never took part where it stands. */
        record Unknown() implements Recalled {}

        /** Somebody else wrote it. */
        record NotOwn() implements Recalled {}

        /** It was written too long ago. */
        record TooLate() implements Recalled {}
    }

    /**
     * A part of a log.
     *
     * @param standing empty for a conversation in which nothing ever happened
     */
    record Batch(Optional<Standing> standing, List<Message> messages) {}

    /** One side of a conversation. */
    enum Side {
        /** The customer; of a pair, the one whose id comes first. */
        FIRST,
        /** The service; of a pair, the one whose id comes second. */
        SECOND;

        /** The side across. */
        public Side other() {
            return this == FIRST ? SECOND : FIRST;
        }
    }

    /**
     * How far a user has got, and with the user the whole side.
     *
     * @param delivered everything up to this seq has arrived
     * @param read everything up to this seq was read; 0 where only the other changes
     * @param origin the connection that reports the cursors; null for none
     */
    record Cursor(
            ConversationId conversation,
            UserId by,
            long delivered,
            long read,
            @Nullable String origin) {}

    /**
     * Where a conversation stands.
     *
     * @param epoch names the log's life: it differs after a failover that may have lost entries
     * @param last the newest entry's seq; 0 for an empty log
     * @param first how far the customer has got, or the pair's first
     * @param second how far the service has got, or the pair's second
     * @param session the open session; null for none
     * @param sessionFirst the seq that the first entry of the newest session has or will get; 1 if there was no session
     * @param firstUser the customer, or the pair's first; null where nothing has happened yet
     * @param secondUser the kefu who serves now, or the pair's second; null for nobody
     */
    record Standing(
            ConversationId conversation,
            String epoch,
            long last,
            Progress first,
            Progress second,
            @Nullable SessionId session,
            long sessionFirst,
            @Nullable UserId firstUser,
            @Nullable UserId secondUser) {
        /** Who is on a side now; null for nobody. */
        public @Nullable UserId user(Side side) {
            return side == Side.FIRST ? firstUser : secondUser;
        }

        /** How far a side has got. */
        public Progress of(Side side) {
            return side == Side.FIRST ? first : second;
        }
    }

    /**
     * How far one side has got.
     *
     * @param entriesAbove the number of entries of the other side above the read cursor, of any type
     * @param unread the number of those that are messages and were not recalled
     */
    record Progress(Reached reached, long entriesAbove, long unread) {
        /** Everything up to this seq has arrived. */
        public long delivered() {
            return reached.delivered();
        }

        /** Everything up to this seq was read. */
        public long read() {
            return reached.read();
        }
    }

    /** The cursors of one side. */
    record Reached(long delivered, long read) {}
}
