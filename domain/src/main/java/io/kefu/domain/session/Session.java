package io.kefu.domain.session;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One matter of a customer's, from its opening to its end: a stretch of the conversation's log. It moves as {@link
 * SessionState} allows, and in no other way.
 *
 * @param kefu who serves it, or served it last; null while nobody does
 * @param type what it is about: the skill that its kefu must have
 * @param ending null while it is open
 * @param metadata what whoever opened it attached; null for nothing
 * @param messages how many messages were written in it, the service's own entries left out
 * @param rating what the customer thought of it; null for not said
 * @param handovers how it was passed on, oldest first; the newest {@value Handover#KEPT}
 */
public record Session(
        SessionId id,
        UserId customer,
        @Nullable UserId kefu,
        SessionState state,
        String type,
        Instant createdAt,
        @Nullable Ending ending,
        @Nullable Metadata metadata,
        long messages,
        @Nullable Rating rating,
        List<Handover> handovers) {
    /** The type of a session that names none. */
    public static final String DEFAULT_TYPE = "customer_service";

    /** What types look like. */
    public static final String TYPE_PATTERN = "[A-Za-z0-9_.-]{1,32}";

    public Session {
        handovers = List.copyOf(handovers);
    }

    /** A session that begins: it waits. */
    public static Session opened(
            SessionId id, UserId customer, String type, Instant createdAt, @Nullable Metadata metadata) {
        return new Session(
                id, customer, null, SessionState.WAITING, type, createdAt, null, metadata, 0, null, List.of());
    }

    /** The conversation that the session is part of. */
    public ConversationId conversation() {
        return id.conversation();
    }

    /** Whether a user serves it at present. */
    public boolean isServedBy(UserId user) {
        return state == SessionState.ACTIVE && user.equals(kefu);
    }

    /**
     * The session as somebody serves it.
     *
     * @throws DomainException {@link ErrorCode#SESSION_CLOSED} if it is over
     */
    public Session servedBy(UserId next) {
        return moved(SessionState.ACTIVE, next, ending);
    }

    /**
     * The session back in the queue.
     *
     * @throws DomainException {@link ErrorCode#SESSION_CLOSED} if it is over, {@link ErrorCode#CONFLICT} if it waits
     */
    public Session queued() {
        return moved(SessionState.WAITING, null, ending);
    }

    /**
     * The session at its end; {@link #kefu} is who served it last.
     *
     * @throws DomainException {@link ErrorCode#SESSION_CLOSED} if it is over already
     */
    public Session closed(Ending end) {
        return moved(SessionState.CLOSED, kefu, end);
    }

    /**
     * The session as the customer rates it, once and after its end.
     *
     * @throws DomainException {@link ErrorCode#CONFLICT} while it is open, and if it was rated
     */
    public Session rated(Rating given) {
        if (state != SessionState.CLOSED || rating != null) {
            throw DomainException.of(ErrorCode.CONFLICT);
        }
        return new Session(id, customer, kefu, state, type, createdAt, ending, metadata, messages, given, handovers);
    }

    /** The session with one more handover. */
    public Session with(Handover handover) {
        List<Handover> all = Stream.concat(handovers.stream(), Stream.of(handover))
                .skip(Math.max(0, handovers.size() + 1L - Handover.KEPT))
                .toList();
        return new Session(id, customer, kefu, state, type, createdAt, ending, metadata, messages, rating, all);
    }

    /** The session with what whoever opened it attached. */
    public Session with(Metadata attached) {
        return new Session(id, customer, kefu, state, type, createdAt, ending, attached, messages, rating, handovers);
    }

    /** The session with another number of messages. */
    public Session with(long counted) {
        return new Session(id, customer, kefu, state, type, createdAt, ending, metadata, counted, rating, handovers);
    }

    private Session moved(SessionState next, @Nullable UserId by, @Nullable Ending end) {
        if (!state.mayBecome(next)) {
            throw DomainException.of(state == SessionState.CLOSED ? ErrorCode.SESSION_CLOSED : ErrorCode.CONFLICT);
        }
        return new Session(id, customer, by, next, type, createdAt, end, metadata, messages, rating, handovers);
    }
}
