package io.kefu.application.session;

import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore.Closing;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Keeps the desk and the conversations in step: what the desk decided, a session's conversation follows, and what ended in
 * its conversation leaves the desk. A node that dies between the two leaves the session unsettled, which {@link
 * SweepSessions} mends.
 */
final class Follow {
    private final Desk desk;
    private final OverdueSessions overdue;
    private final SessionStore sessions;

    Follow(Desk desk, OverdueSessions overdue, SessionStore sessions) {
        this.desk = desk;
        this.overdue = overdue;
        this.sessions = sessions;
    }

    Session place(Desk.Placement placement) {
        return place(placement, UnaryOperator.identity());
    }

    /** The session as it now stands in its conversation; closed, if somebody was faster. */
    Session place(Desk.Placement placement, UnaryOperator<SessionDetails> change) {
        Session session = sessions.place(placement, change);
        if (session.state() == SessionState.CLOSED) {
            desk.remove(session.id());
        } else {
            overdue.markApplied(placement);
        }
        return session;
    }

    /** Ends a session; nothing if there is none of this id. */
    Optional<Closing> end(SessionId id, Ending ending, Only only) {
        Optional<Closing> closing = sessions.close(id, ending, only);
        closing.filter(c -> c.session().state() == SessionState.CLOSED).ifPresent(c -> desk.remove(id));
        return closing;
    }

    /** The same, for one that nothing else would remind of. */
    Optional<Closing> endNow(SessionId id, Ending ending, Only only, Instant now) {
        overdue.startClosing(id, now);
        return end(id, ending, only);
    }
}
