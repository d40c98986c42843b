package io.kefu.application.session;

import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.port.SessionStore.Closing;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Keeps the sessions in their conversations in sync with the desk: it applies the assignments of the desk, and removes closed
 * sessions from the desk. If a node dies between the two steps, the session stays pending and {@link SweepSessions} repeats the
 * second step.
 */
record SessionSync(Desk desk, OverdueSessions overdue, SessionStore sessions) {
    Session apply(Desk.Assignment assignment) {
        return apply(assignment, UnaryOperator.identity());
    }

    /** Applies an assignment and changes the details. Returns the session, which is closed if it was closed meanwhile. */
    Session apply(Desk.Assignment assignment, UnaryOperator<SessionDetails> change) {
        Session session = sessions.apply(assignment, change);
        if (session.state() == SessionState.CLOSED) {
            desk.remove(session.id());
        } else {
            overdue.markApplied(assignment);
        }
        return session;
    }

    /** Closes a session under a condition. Empty if the session does not exist. */
    Optional<Closing> close(SessionId id, Ending ending, Only only) {
        Optional<Closing> closing = sessions.close(id, ending, only);
        closing.filter(c -> c.session().state() == SessionState.CLOSED).ifPresent(c -> desk.remove(id));
        return closing;
    }

    /** Marks a session as pending and closes it, so that a sweep repeats the closing if this node dies. */
    Optional<Closing> closePending(SessionId id, Ending ending, Only only, Instant now) {
        overdue.startClosing(id, now);
        return close(id, ending, only);
    }
}
