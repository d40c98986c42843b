package io.kefu.application.session;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.ReadSession.Found;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.Desk.Placement;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.session.SessionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists the sessions that wait, in the order of their turn. */
public final class ListWaitingSessions {
    private final Desk desk;
    private final SessionStore sessions;

    public ListWaitingSessions(Desk desk, SessionStore sessions) {
        this.desk = desk;
        this.sessions = sessions;
    }

    /** A page of them with their places in the queue, and the exact total. */
    public Page<Found> list(Principal caller, PageRequest request) {
        Operation.LIST_WAITING_SESSIONS.requireAllowed(caller);
        Page<Placement> page = desk.waiting(request);
        Map<SessionId, Integer> positions = new LinkedHashMap<>();
        page.items().forEach(placement -> positions.put(placement.session(), placement.position()));
        List<Found> found = sessions.findAll(positions.keySet()).stream()
                .map(session -> new Found(session, positions.getOrDefault(session.id(), 0)))
                .toList();
        return new Page<>(found, page.total());
    }
}
