package io.kefu.application.account;

import io.kefu.application.access.port.TokenStore;
import io.kefu.application.session.CloseBlockedSession;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Looks once more after customers who were disabled or deleted a moment ago: a node may have died before it closed their
 * session, or after it had opened one that was on its way. May be repeated, and by several nodes at the same time.
 */
public final class FinishBlocking {
    private static final int BATCH = 100;

    private final UserStore users;
    private final TokenStore tokens;
    private final OverdueSessions overdue;
    private final CloseBlockedSession closeBlockedSession;
    private final List<PersonalData> stores;
    private final InstantSource clock;
    private final Duration after;

    /**
     * Makes the use case.
     *
     * @param after longer than any call takes that disables a customer or opens a session; shorter than {@link UserStore#REST}
     */
    public FinishBlocking(
            UserStore users,
            TokenStore tokens,
            OverdueSessions overdue,
            CloseBlockedSession closeBlockedSession,
            List<PersonalData> stores,
            InstantSource clock,
            Duration after) {
        this.users = users;
        this.tokens = tokens;
        this.overdue = overdue;
        this.closeBlockedSession = closeBlockedSession;
        this.stores = List.copyOf(stores);
        this.clock = clock;
        this.after = after;
    }

    /** Looks after all whose time has come. Blocks; one round trip if there are none. */
    public void finish() {
        List<UserId> batch;
        do {
            batch = overdue.blocked(clock.instant().minus(after), BATCH);
            for (UserId customer : batch) {
                finish(customer);
                overdue.blockingDone(customer);
            }
        } while (batch.size() == BATCH);
    }

    private void finish(UserId customer) {
        Optional<User> user = users.find(customer);
        if (user.isPresent() && !user.get().disabled()) {
            // The change was never made, or taken back since.
            return;
        }
        tokens.revokeAll(customer);
        closeBlockedSession.close(customer);
        if (user.isEmpty()) {
            stores.forEach(store -> store.erase(customer, Role.CUSTOMER));
        }
    }
}
