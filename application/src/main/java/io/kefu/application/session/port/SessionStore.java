package io.kefu.application.session.port;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Handover;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions beside their conversations' logs. Blocks. A store that does not answer in time throws a {@code
 * DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public interface SessionStore {

    /**
     * Lets a session stand in its conversation as it stands at the desk, and tells its customer, its kefu and the
     * kefu who served it until now. An older placement than the one known changes nothing but adds its note. One round trip.
     *
     * @param note what comes with the change
     * @return the session as it now stands; it is closed if it had been closed before
     */
    Session place(Desk.Placement placement, Note note);

    /**
     * Ends a session in its conversation, and tells its customer and kefu; one that is closed stays as it is. The desk
     * forgets it after that. One round trip.
     *
     * @return what came of it; nothing if there is no session of this id
     */
    Optional<Closing> close(SessionId id, Ending ending, Only only);

    /**
     * Notes what the customer thought of a closed session, once. One round trip.
     *
     * @return whether it was noted: false for a session that is rated already or not closed
     */
    boolean rate(SessionId id, Rating rating);

    /** Tells the customer, and every kefu who serves or served them, once more where a session stands. */
    void tellAll(Session session);

    /** The session of this id. One round trip. */
    Optional<Session> find(SessionId id);

    /** The sessions of these ids in their order; those that do not exist are left out. One round trip. */
    List<Session> findAll(Collection<SessionId> ids);

    /**
     * A customer's sessions, newest first. Two round trips.
     *
     * @param state null for all
     */
    Page<Session> ofCustomer(UserId customer, @Nullable SessionState state, PageRequest page);

    /** Who served a customer last. One round trip. */
    Optional<UserId> lastKefu(UserId customer);

    /**
     * What comes with a change.
     *
     * @param metadata what the session is opened with; null for none, and without meaning where it has some
     * @param handover who passed it on; null where nobody did
     */
    record Note(@Nullable Metadata metadata, @Nullable Handover handover) {
        /** Nothing. */
        public static final Note NONE = new Note(null, null);

        public static Note of(@Nullable Metadata metadata) {
            return new Note(metadata, null);
        }

        public static Note of(Handover handover) {
            return new Note(null, handover);
        }
    }

    /** In which case alone a session is to be closed. */
    sealed interface Only {
        /** In any. */
        record Always() implements Only {}

        /** If it is being served by this kefu. */
        record IfServedBy(UserId kefu) implements Only {}

        /** If it waits, and has not moved since. */
        record IfWaiting(Desk.Placement as) implements Only {}

        /**
         * If it is being served and the customer said nothing after a time, while the service did not leave them without an
         * answer: the session's newest entry is older and not the customer's, or there is none.
         */
        record IfQuietSince(Instant since) implements Only {}
    }

    /**
     * What came of closing a session.
     *
     * @param session as it now stands
     * @param isNew whether this call closed it
     * @param lastHeard when its newest entry was written, if it may become quiet after that; now, if the customer waits for
     *     an answer; null where nothing was said in it yet
     */
    record Closing(Session session, boolean isNew, @Nullable Instant lastHeard) {}
}
