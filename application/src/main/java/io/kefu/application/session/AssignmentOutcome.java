package io.kefu.application.session;

import io.kefu.application.session.port.Desk;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionState;

/** Refuses calls whose assignment failed. */
final class AssignmentOutcome {
    private AssignmentOutcome() {}

    /**
     * The assignment that the desk made.
     *
     * @param fieldOfKefu the field of the request that names the kefu
     * @throws DomainException {@link ErrorCode#CONFLICT} if the desk refused
     */
    static Desk.Assignment orConflict(Desk.AssignmentResult result, String fieldOfKefu) {
        return switch (result) {
            case Desk.AssignmentResult.Done done -> done.assignment();
            case Desk.AssignmentResult.Refused refused ->
                throw DomainException.of(
                        ErrorCode.CONFLICT,
                        switch (refused.why()) {
                            case GONE -> Violation.of("session_id", Reason.GONE);
                            case KEFU_AWAY -> Violation.of(fieldOfKefu, Reason.KEFU_AWAY);
                            case NO_FREE_CAPACITY -> Violation.of(fieldOfKefu, Reason.NO_FREE_CAPACITY);
                        });
        };
    }

    /**
     * The session after its assignment was applied.
     *
     * @throws DomainException {@link ErrorCode#SESSION_CLOSED} if it was closed meanwhile
     */
    static Session requireOpen(Session session) {
        if (session.state() == SessionState.CLOSED) {
            throw DomainException.of(ErrorCode.SESSION_CLOSED);
        }
        return session;
    }
}
