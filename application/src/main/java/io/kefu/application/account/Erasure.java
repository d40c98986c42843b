package io.kefu.application.account;

import io.kefu.application.UseCase;
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
 * Erases a user and all personal data, for {@link EraseUser} and {@link EraseInactiveCustomers}. The account is deleted before the
 * logins, so that an erasure that failed half way can be repeated with a login of the user.
 */
@UseCase
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

    /** Erases the user. Blocks. May be repeated. */
    void erase(User user) {
        boolean isCustomer = !user.role().isStaff();
        if (isCustomer) {
            // If this node dies during the erasure, a later sweep erases the rest.
            overdue.startBlocking(user.id(), clock.instant());
        }
        erasePersonalData(user);
        users.delete(user.id());
        later.execute(() -> eraseLateWrites(user));
        tokens.revokeAll(user.id());
        // Erases what was written before the account was deleted. Later calls see that the account is gone.
        erasePersonalData(user);
        if (isCustomer) {
            overdue.finishBlocking(user.id());
        }
    }

    private void erasePersonalData(User user) {
        if (user.role().isStaff()) {
            presence.endDuty(user.id(), clock.instant());
            releaseKefu.release(user.id());
        } else {
            closeBlockedSession.close(user.id());
        }
        stores.forEach(store -> store.erase(user.id(), user.role()));
    }

    /** Erases what calls wrote that were still running at the deletion, and what a failed call left. */
    private void eraseLateWrites(User user) {
        if (users.find(user.id()).isEmpty()) {
            tokens.revokeAll(user.id());
            erasePersonalData(user);
        }
    }
}
