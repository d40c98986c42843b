package io.kefu.application.session;

import io.kefu.application.access.Principal;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Role;

/** Who may see which session, and who may decide over it. */
final class SessionRights {
    private SessionRights() {}

    /** The session, if the caller may see it; otherwise it looks as if it did not exist. */
    static Session find(SessionStore sessions, Principal caller, SessionId id) {
        return sessions.find(id)
                .filter(session -> caller.isStaff() || caller.is(session.customer()))
                .orElseThrow(() -> DomainException.of(ErrorCode.SESSION_NOT_FOUND));
    }

    /** Lets pass whose session it is: its customer, its kefu, also after its end, and an admin. */
    static void requireOwn(Principal caller, Session session) {
        boolean isOwn = caller.role() == Role.ADMIN
                || caller.is(session.customer())
                || (session.kefu() != null && caller.is(session.kefu()));
        if (!isOwn) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
    }
}
