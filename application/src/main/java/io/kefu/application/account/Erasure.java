package io.kefu.application.account;

import io.kefu.application.access.Principal;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.page.PageRequest;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.CloseSession;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.User;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Takes a user out of everything. The account goes last but for the logins, so that whoever finds it half done, be it with the
 * user's own login, can begin again.
 */
final class Erasure {
    private final UserStore users;
    private final TokenStore tokens;
    private final Presence presence;
    private final SessionStore sessions;
    private final CloseSession closeSession;
    private final ReleaseKefu releaseKefu;
    private final List<PersonalData> stores;
    private final Executor later;
    private final InstantSource clock;

    Erasure(
            UserStore users,
            TokenStore tokens,
            Presence presence,
            SessionStore sessions,
            CloseSession closeSession,
            ReleaseKefu releaseKefu,
            List<PersonalData> stores,
            Executor later,
            InstantSource clock) {
        this.users = users;
        this.tokens = tokens;
        this.presence = presence;
        this.sessions = sessions;
        this.closeSession = closeSession;
        this.releaseKefu = releaseKefu;
        this.stores = List.copyOf(stores);
        this.later = later;
        this.clock = clock;
    }

    void erase(User user) {
        forget(user);
        users.delete(user.id());
        later.execute(() -> eraseLatecomers(user));
        tokens.revokeAll(user.id());
        // What was written before anybody could see that the user is gone; whoever writes later sees it.
        forget(user);
    }

    private void forget(User user) {
        if (user.role().isStaff()) {
            presence.leave(user.id(), clock.instant());
            releaseKefu.release(user.id());
        } else {
            closeOpenSession(user);
        }
        stores.forEach(store -> store.erase(user.id(), user.role()));
    }

    /** What was written may have been on its way to lists, and the call may have failed after the account had gone. */
    private void eraseLatecomers(User user) {
        if (users.find(user.id()).isEmpty()) {
            tokens.revokeAll(user.id());
            forget(user);
        }
    }

    private void closeOpenSession(User user) {
        Principal customer = new Principal(user.id(), user.role(), user.username());
        Stream.of(SessionState.WAITING, SessionState.ACTIVE)
                .flatMap(state -> sessions.ofCustomer(user.id(), state, new PageRequest(1, 1)).items().stream())
                .forEach(open -> close(customer, open));
    }

    private void close(Principal customer, Session open) {
        try {
            closeSession.close(customer, open.id(), null);
        } catch (DomainException refusal) {
            // Somebody else was faster, be it another erasure.
            if (refusal.code() != ErrorCode.SESSION_CLOSED && refusal.code() != ErrorCode.SESSION_NOT_FOUND) {
                throw refusal;
            }
        }
    }
}
