package io.kefu.application.session.port;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
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
     * kefu who served it until now. An older placement than the one known changes nothing. One round trip.
     *
     * @param metadata what a new session is given; null for none, and without meaning for a known one
     * @return the session as it now stands; it is closed if it had been closed before
     */
    Session place(Desk.Placement placement, @Nullable Metadata metadata);

    /**
     * Ends a session in its conversation, and tells its customer and kefu; one that is closed stays as it is. The desk
     * forgets it after that. One round trip.
     *
     * @return the session as it now stands; nothing if there is none of this id
     */
    Optional<Session> close(SessionId id, Instant at);

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
}
