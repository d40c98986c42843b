package io.kefu.application.session.query;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.session.SessionRights;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import org.jspecify.annotations.Nullable;

/** Reads one session. */
@UseCase
public final class ReadSession {
    private final SessionStore sessions;
    private final DescribeSessions describe;

    public ReadSession(SessionStore sessions, DescribeSessions describe) {
        this.sessions = sessions;
        this.describe = describe;
    }

    /**
     * Reads the session, with its queue position while it waits, and the names of its customer and kefu.
     *
     * @throws DomainException {@link ErrorCode#SESSION_NOT_FOUND} for a session that does not exist or is another customer's
     */
    public Found read(Principal caller, SessionId id) {
        Operation.READ_SESSION.requireAllowed(caller);
        return describe.describe(SessionRights.find(sessions, caller, id));
    }

    /**
     * A session with its queue position and the names of its customer and kefu.
     *
     * @param queuePosition the position in the queue, from 1; null for a session that does not wait
     * @param username the present name of the customer; null if the customer was deleted
     * @param kefuName the present name of the session's kefu; null if there is no kefu or the kefu was deleted
     */
    public record Found(
            Session session,
            @Nullable Integer queuePosition,
            @Nullable String username,
            @Nullable String kefuName) {}
}
