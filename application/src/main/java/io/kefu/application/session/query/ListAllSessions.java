package io.kefu.application.session.query;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;
import io.kefu.application.session.port.SessionIndex;
import io.kefu.application.session.port.SessionIndex.Filter;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.query.ReadSession.Found;
import io.kefu.domain.session.SessionId;

/** Lists the sessions of all customers that fit a filter, newest first. */
@UseCase
public final class ListAllSessions {
    private final SessionIndex index;
    private final SessionStore sessions;
    private final DescribeSessions describe;

    public ListAllSessions(SessionIndex index, SessionStore sessions, DescribeSessions describe) {
        this.index = index;
        this.sessions = sessions;
        this.describe = describe;
    }

    /**
     * A page of the sessions, with the exact total.
     *
     * @param times when the sessions were opened
     */
    public Page<Found> list(Principal caller, Filter filter, TimeRange times, PageRequest page) {
        Operation.LIST_SESSIONS.requireAllowed(caller);
        Page<SessionId> ids = index.list(filter, times, page);
        return new Page<>(describe.describe(sessions.findAll(ids.items())), ids.total());
    }
}
