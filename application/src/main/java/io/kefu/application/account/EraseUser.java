package io.kefu.application.account;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.concurrent.port.DelayedExecutor;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.CloseBlockedSession;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.user.Visibility;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;
import java.util.List;

/**
 * Forgets a person for good: customers themselves, an admin anybody else. A customer goes with the conversation and all that
 * is in it; what a kefu wrote stays in the conversations of those for whom it was written.
 */
@UseCase
public final class EraseUser {
    private final UserStore users;
    private final Erasure erasure;

    public EraseUser(
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
        this.erasure =
                new Erasure(users, tokens, presence, overdue, closeBlockedSession, releaseKefu, stores, later, clock);
    }

    /**
     * Erases the user. What fails on the way may be repeated.
     *
     * @throws DomainException {@link ErrorCode#USER_NOT_FOUND} for one that is not there or that the caller may not see,
     *     {@link ErrorCode#FORBIDDEN} for an admin who names themselves: another is always left
     */
    public void erase(Principal caller, UserId id) {
        Operation.ERASE_USER.requireAllowed(caller);
        if (caller.isStaff() && caller.is(id)) {
            throw DomainException.of(ErrorCode.FORBIDDEN, Violation.of("user_id", Reason.NOT_ALLOWED));
        }
        erasure.erase(Visibility.find(users, caller, id));
    }
}
