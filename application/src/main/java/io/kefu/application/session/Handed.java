package io.kefu.application.session;

import io.kefu.application.session.port.Desk;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionState;

/** Says in the caller's terms what became of a session that was handed over. */
final class Handed {
    private Handed() {}

    /** Where it stands now; a conflict that names the field at fault if it was refused. */
    static Desk.Placement orRefused(Desk.Handing handing, String fieldOfKefu) {
        return switch (handing) {
            case Desk.Handing.Done done -> done.placement();
            case Desk.Handing.Refused refused ->
                throw DomainException.of(
                        ErrorCode.CONFLICT,
                        switch (refused.why()) {
                            case GONE -> Violation.of("session_id", Reason.GONE);
                            case NOT_THERE -> Violation.of(fieldOfKefu, Reason.NOT_THERE);
                            case NO_ROOM -> Violation.of(fieldOfKefu, Reason.NO_ROOM);
                        });
        };
    }

    /** The session, unless it was closed in the meantime. */
    static Session stillOpen(Session session) {
        if (session.state() == SessionState.CLOSED) {
            throw DomainException.of(ErrorCode.SESSION_CLOSED);
        }
        return session;
    }
}
