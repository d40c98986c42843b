package io.kefu.application.session;

import io.kefu.application.access.Principal;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides who may see a session and who may change it. */
public final class SessionRights {
    private SessionRights() {}

    /**
     * Finds the session. Customers see their own sessions, staff see all sessions.
     *
     * @throws DomainException {@link ErrorCode#SESSION_NOT_FOUND} for a session that does not exist or that the caller may
     *     not see
     */
    public static Session find(SessionStore sessions, Principal caller, SessionId id) {
        return sessions.find(id)
                .filter(session -> caller.isStaff() || caller.is(session.customer()))
                .orElseThrow(() -> DomainException.of(ErrorCode.SESSION_NOT_FOUND));
    }

    /**
     * Checks that the caller is the customer or the kefu of the session, or an admin.
     *
     * @throws DomainException {@link ErrorCode#FORBIDDEN} for another caller
     */
    public static void requireOwn(Principal caller, Session session) {
        boolean isOwn = caller.role() == Role.ADMIN
                || caller.is(session.customer())
                || (session.kefu() != null && caller.is(session.kefu()));
        if (!isOwn) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
    }

    /**
     * Checks that the caller is an admin, or serves or served the customer of the session.
     *
     * @throws DomainException {@link ErrorCode#FORBIDDEN} for another caller
     */
    public static void requireServed(SessionStore sessions, Principal caller, Session session) {
        if (caller.role() != Role.ADMIN && !sessions.kefuOf(session.customer()).contains(caller.id())) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
    }

    /**
     * The staff who work with a session, and are notified of what only staff see: its kefu, the kefu who serves the customer
     * now or served them last, and the caller.
     */
    public static Set<UserId> staffOf(SessionStore sessions, Principal caller, Session session) {
        return Stream.of(
                        Optional.of(caller.id()),
                        Optional.ofNullable(session.kefu()),
                        sessions.lastKefu(session.customer()))
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
