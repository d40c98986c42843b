package io.kefu.application.session;

import io.kefu.application.access.Principal;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Role;

/** Decides who may see a session and who may change it. */
final class SessionRights {
    private SessionRights() {}

    /**
     * Finds the session. Customers see their own sessions, staff see all sessions.
     *
     * @throws DomainException {@link ErrorCode#SESSION_NOT_FOUND} for a session that does not exist or that the caller may
     *     not see
     */
    static Session find(SessionStore sessions, Principal caller, SessionId id) {
        return sessions.find(id)
                .filter(session -> caller.isStaff() || caller.is(session.customer()))
                .orElseThrow(() -> DomainException.of(ErrorCode.SESSION_NOT_FOUND));
    }

    /**
     * Checks that the caller is the customer or the kefu of the session, or an admin.
     *
     * @throws DomainException {@link ErrorCode#FORBIDDEN} for another caller
     */
    static void requireOwn(Principal caller, Session session) {
        boolean isOwn = caller.role() == Role.ADMIN
                || caller.is(session.customer())
                || (session.kefu() != null && caller.is(session.kefu()));
        if (!isOwn) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
    }
}
