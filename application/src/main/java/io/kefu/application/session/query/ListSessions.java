package io.kefu.application.session.query;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.query.ReadSession.Found;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import org.jspecify.annotations.Nullable;

/** Lists the sessions of a customer, newest first. */
@UseCase
public final class ListSessions {
    private final SessionStore sessions;
    private final UserStore users;
    private final DescribeSessions describe;

    public ListSessions(SessionStore sessions, UserStore users, DescribeSessions describe) {
        this.sessions = sessions;
        this.users = users;
        this.describe = describe;
    }

    /**
     * A page of the customer's sessions.
     *
     * @param state the only state to list; null for all states
     * @throws DomainException {@link ErrorCode#USER_NOT_FOUND} for a user who does not exist or whom the caller may not see
     */
    public Page<Found> list(Principal caller, UserId customer, @Nullable SessionState state, PageRequest page) {
        Operation.LIST_USER_SESSIONS.requireAllowed(caller);
        boolean visible =
                caller.is(customer) || (caller.isStaff() && users.find(customer).isPresent());
        if (!visible) {
            throw DomainException.of(ErrorCode.USER_NOT_FOUND);
        }
        Page<Session> found = sessions.ofCustomer(customer, state, page);
        return new Page<>(describe.describe(found.items()), found.total());
    }
}
