package io.kefu.application.inbox;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.query.DescribeSessions;
import io.kefu.application.session.query.ReadSession.Found;
import io.kefu.domain.session.SessionId;
import java.util.List;

/** Lists the waiting sessions in queue order, with what consoles show of them. */
@UseCase
public final class ListWaitingSessions {
    private final Desk desk;
    private final SessionStore sessions;
    private final DescribeSessions describe;
    private final DescribeListedSessions describeListed;

    public ListWaitingSessions(
            Desk desk, SessionStore sessions, DescribeSessions describe, DescribeListedSessions describeListed) {
        this.desk = desk;
        this.sessions = sessions;
        this.describe = describe;
        this.describeListed = describeListed;
    }

    /**
     * Returns a page of the waiting sessions with their queue positions, and the exact total. Five round trips for any
     * number of sessions; more only if a conversation ends with {@code system} entries.
     */
    public Page<ListedSession> list(Principal caller, PageRequest request) {
        Operation.LIST_WAITING_SESSIONS.requireAllowed(caller);
        Page<Assignment> page = desk.waiting(request);
        List<SessionId> ids = page.items().stream().map(Assignment::session).toList();
        List<Found> found = describe.describe(sessions.findAll(ids));
        return new Page<>(describeListed.describe(found), page.total());
    }
}
