package io.kefu.domain.session;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service session: a period of a conversation from its opening by a customer or kefu until it is closed. Its state changes
 * only as {@link SessionState} allows.
 *
 * @param kefu the kefu who serves it or served it last; null while it waits, and if it was closed while it waited
 * @param type the subject, which is the skill that a kefu needs to serve it
 * @param ending null while the session is open
 * @param messages the number of messages in the session, without system messages
 */
public record Session(
        SessionId id,
        UserId customer,
        @Nullable UserId kefu,
        SessionState state,
        String type,
        Instant createdAt,
        @Nullable Ending ending,
        long messages,
        SessionDetails details) {
    /** The type of a session that is opened without one. */
    public static final String DEFAULT_TYPE = "customer_service";

    /** The regular expression of types. */
    public static final String TYPE_PATTERN = "[A-Za-z0-9_.-]{1,32}";

    /** A new session, which waits. */
    public static Session opened(SessionId id, UserId customer, String type, Instant createdAt) {
        return new Session(id, customer, null, SessionState.WAITING, type, createdAt, null, 0, SessionDetails.NONE);
    }

    public ConversationId conversation() {
        return id.conversation();
    }

    /** Whether a user serves the session at present. */
    public boolean isServedBy(UserId user) {
        return state == SessionState.ACTIVE && user.equals(kefu);
    }

    /**
     * This session after it was assigned to a kefu.
     *
     * @throws DomainException {@link ErrorCode#SESSION_CLOSED} if it is closed
     */
    public Session servedBy(UserId next) {
        return moved(SessionState.ACTIVE, next, ending);
    }

    /**
     * This session after it returned to the queue.
     *
     * @throws DomainException {@link ErrorCode#SESSION_CLOSED} if it is closed, {@link ErrorCode#CONFLICT} if it waits
     */
    public Session queued() {
        return moved(SessionState.WAITING, null, ending);
    }

    /**
     * This session after it was closed. {@link #kefu} is kept.
     *
     * @throws DomainException {@link ErrorCode#SESSION_CLOSED} if it is closed already
     */
    public Session closed(Ending end) {
        return moved(SessionState.CLOSED, kefu, end);
    }

    /**
     * The session with a rating.
     *
     * @throws DomainException {@link ErrorCode#CONFLICT} if it is open or has a rating already
     */
    public Session rated(Rating rating) {
        if (state != SessionState.CLOSED || details.rating() != null) {
            throw DomainException.of(ErrorCode.CONFLICT);
        }
        return with(details.withRating(rating));
    }

    public Session with(SessionDetails changed) {
        return new Session(id, customer, kefu, state, type, createdAt, ending, messages, changed);
    }

    public Session with(long counted) {
        return new Session(id, customer, kefu, state, type, createdAt, ending, counted, details);
    }

    private Session moved(SessionState next, @Nullable UserId by, @Nullable Ending end) {
        if (!state.mayBecome(next)) {
            throw DomainException.of(state == SessionState.CLOSED ? ErrorCode.SESSION_CLOSED : ErrorCode.CONFLICT);
        }
        return new Session(id, customer, by, next, type, createdAt, end, messages, details);
    }
}
