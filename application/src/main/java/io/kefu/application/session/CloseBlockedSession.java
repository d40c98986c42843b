package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;

/**
 * Closes the open session of a customer who was disabled, deleted or blocked, whether it waits or is served, with the reason
 * {@value Ending#BLOCKED}. Without effect if the customer has no open session, so it may be repeated.
 */
@UseCase
public final class CloseBlockedSession {
    private final Desk desk;
    private final SessionStore sessions;
    private final SessionSync sync;
    private final AssignWaiting assignWaiting;
    private final InstantSource clock;

    public CloseBlockedSession(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            AssignWaiting assignWaiting,
            InstantSource clock) {
        this.desk = desk;
        this.sessions = sessions;
        this.sync = new SessionSync(desk, overdue, sessions);
        this.assignWaiting = assignWaiting;
        this.clock = clock;
    }

    /** Closes the session, and assigns waiting sessions to the kefu who then has free capacity. Blocks. */
    public void close(UserId customer) {
        Instant now = clock.instant();
        Ending ending = new Ending(now, Ending.BLOCKED);
        // The assignment of the desk may still be pending. A session can be closed only after its assignment was
        // applied.
        Stream<SessionId> atDesk = desk.ofCustomer(customer).map(sync::apply).map(Session::id).stream();
        Stream<SessionId> inConversation = Stream.of(SessionState.WAITING, SessionState.ACTIVE)
                .flatMap(state -> sessions.ofCustomer(customer, state, new PageRequest(1, 1)).items().stream())
                .map(Session::id);
        Stream.concat(atDesk, inConversation)
                .distinct()
                .forEach(id -> sync.closePending(id, ending, new Only.Always(), now));
        assignWaiting.assign();
    }
}
