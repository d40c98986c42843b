package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.ReadSession.Found;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.session.SessionId;

/** Lists the active sessions of all customers, newest first. */
@UseCase
public final class ListActiveSessions {
    private final Desk desk;
    private final SessionStore sessions;
    private final DescribeSessions describe;

    public ListActiveSessions(Desk desk, SessionStore sessions, DescribeSessions describe) {
        this.desk = desk;
        this.sessions = sessions;
        this.describe = describe;
    }

    /** A page of the sessions, with the exact total. */
    public Page<Found> list(Principal caller, PageRequest page) {
        Operation.LIST_ACTIVE_SESSIONS.requireAllowed(caller);
        Page<SessionId> ids = desk.active(page);
        return new Page<>(describe.describe(sessions.findAll(ids.items())), ids.total());
    }
}
