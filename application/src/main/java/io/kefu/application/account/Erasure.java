package io.kefu.application.account;

import io.kefu.application.access.port.TokenStore;
import io.kefu.application.concurrent.port.DelayedExecutor;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.CloseBlockedSession;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.user.User;
import java.time.InstantSource;
import java.util.List;

/**
 * Takes a user out of everything. The account goes last but for the logins, so that whoever finds it half done, be it with the
 * user's own login, can begin again.
 */
final class Erasure {
    private final UserStore users;
    private final TokenStore tokens;
    private final Presence presence;
    private final OverdueSessions overdue;
    private final CloseBlockedSession closeBlockedSession;
    private final ReleaseKefu releaseKefu;
    private final List<PersonalData> stores;
    private final DelayedExecutor later;
    private final InstantSource clock;

    Erasure(
            UserStore users,
            TokenStore tokens,
            Presence presence,
            OverdueSessions overdue,
            CloseBlockedSession closeBlockedSession,
            ReleaseKefu releaseKefu,
            List<PersonalData> stores,
            DelayedExecutor later,
            InstantSource clock) {
        this.users = users;
        this.tokens = tokens;
        this.presence = presence;
        this.overdue = overdue;
        this.closeBlockedSession = closeBlockedSession;
        this.releaseKefu = releaseKefu;
        this.stores = List.copyOf(stores);
        this.later = later;
        this.clock = clock;
    }

    void erase(User user) {
        boolean isCustomer = !user.role().isStaff();
        if (isCustomer) {
            // If this node dies during the erasure, a later sweep erases the rest.
            overdue.blocking(user.id(), clock.instant());
        }
        forget(user);
        users.delete(user.id());
        later.execute(() -> eraseLatecomers(user));
        tokens.revokeAll(user.id());
        // What was written before anybody could see that the user is gone; whoever writes later sees it.
        forget(user);
        if (isCustomer) {
            overdue.blockingDone(user.id());
        }
    }

    private void forget(User user) {
        if (user.role().isStaff()) {
            presence.endDuty(user.id(), clock.instant());
            releaseKefu.release(user.id());
        } else {
            closeBlockedSession.close(user.id());
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
}
