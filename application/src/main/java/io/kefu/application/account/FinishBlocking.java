package io.kefu.application.account;

import io.kefu.application.UseCase;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.block.BlockIds;
import io.kefu.application.block.port.Blocks;
import io.kefu.application.session.CloseBlockedSession;
import io.kefu.application.session.SessionTimes;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Closes sessions that are still open although their customer was disabled, deleted or blocked a moment ago, and lets {@link
 * EraseRemains} erase the rest of the data of a customer without an account. This is necessary if a node died before it did so,
 * if another call opened a session at the same time, or if the customer was erased during a backup that was restored. May be
 * repeated, and may run on several nodes at the same time.
 */
@UseCase
public final class FinishBlocking {
    private static final int BATCH = 100;
    /** The data of a customer without an account that were not erased in this time are erased by another call, or node. */
    private static final Duration ERASURE_TIME = Duration.ofMinutes(1);

    private final UserStore users;
    private final TokenStore tokens;
    private final Blocks blocks;
    private final OverdueSessions overdue;
    private final CloseBlockedSession closeBlockedSession;
    private final EraseRemains eraseRemains;
    private final InstantSource clock;
    private final Duration after;

    public FinishBlocking(
            UserStore users,
            TokenStore tokens,
            Blocks blocks,
            OverdueSessions overdue,
            CloseBlockedSession closeBlockedSession,
            EraseRemains eraseRemains,
            InstantSource clock,
            SessionTimes times) {
        this.users = users;
        this.tokens = tokens;
        this.blocks = blocks;
        this.overdue = overdue;
        this.closeBlockedSession = closeBlockedSession;
        this.eraseRemains = eraseRemains;
        this.clock = clock;
        this.after = times.pending();
    }

    /**
     * Handles all customers whose blocking was recorded long enough ago. Blocks; one round trip if there are none. A customer who
     * cannot be handled is recorded again, for a later call, and the others are handled.
     *
     * @throws DomainException the last failure
     */
    public void finish() {
        List<UserId> batch;
        @Nullable DomainException failure = null;
        do {
            batch = overdue.unfinishedBlockings(clock.instant().minus(after), BATCH);
            for (UserId customer : batch) {
                try {
                    finish(customer);
                } catch (DomainException e) {
                    overdue.startBlocking(customer, clock.instant());
                    failure = e;
                }
            }
        } while (batch.size() == BATCH);
        if (failure != null) {
            throw failure;
        }
    }

    private void finish(UserId customer) {
        Optional<User> user = users.find(customer);
        boolean isLoggedOut = user.isEmpty() || user.get().disabled();
        // Otherwise the customer was never disabled, deleted or blocked, or this was undone since.
        if (isLoggedOut
                || blocks.find(BlockIds.ofUser(customer), clock.instant()).isPresent()) {
            if (isLoggedOut) {
                tokens.revokeAll(customer);
            }
            closeBlockedSession.close(customer);
        }
        if (user.isEmpty()) {
            overdue.startBlocking(customer, clock.instant().plus(ERASURE_TIME));
            eraseRemains.add(customer);
        } else {
            overdue.finishBlocking(customer);
        }
    }
}
