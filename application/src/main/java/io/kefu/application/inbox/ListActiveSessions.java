package io.kefu.application.inbox;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.query.DescribeSessions;
import io.kefu.domain.session.SessionId;

/** Lists the active sessions of all customers, newest first, with what consoles show of them. */
@UseCase
public final class ListActiveSessions {
    private final Desk desk;
    private final SessionStore sessions;
    private final DescribeSessions describe;
    private final DescribeListedSessions describeListed;

    public ListActiveSessions(
            Desk desk, SessionStore sessions, DescribeSessions describe, DescribeListedSessions describeListed) {
        this.desk = desk;
        this.sessions = sessions;
        this.describe = describe;
        this.describeListed = describeListed;
    }

    /**
     * A page of the sessions, with the exact total. Four round trips for any number of sessions; more only if a conversation
     * ends with {@code system} entries.
     */
    public Page<ListedSession> list(Principal caller, PageRequest page) {
        Operation.LIST_ACTIVE_SESSIONS.requireAllowed(caller);
        Page<SessionId> ids = desk.active(page);
        return new Page<>(describeListed.describe(describe.describe(sessions.findAll(ids.items()))), ids.total());
    }
}
