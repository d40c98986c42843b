package io.kefu.application.account;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.user.Visibility;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;

/**
 * Erases a user. Customers may erase themselves; an admin may erase everybody else. The conversation of a customer is erased
 * with the customer; the messages of a kefu stay in the conversations of the customers.
 */
@UseCase
public final class EraseUser {
    /** How long the id of an erased user cannot be used again. */
    public static final Duration ID_RESERVATION = UserStore.REST;

    private final UserStore users;
    private final Erasure erasure;
    private final AuditLog audit;

    public EraseUser(UserStore users, Erasure erasure, AuditLog audit) {
        this.users = users;
        this.erasure = erasure;
        this.audit = audit;
    }

    /**
     * Erases the user. A call that failed may be repeated.
     *
     * @throws DomainException {@link ErrorCode#USER_NOT_FOUND} for a user who does not exist or whom the caller may not
     *     see, {@link ErrorCode#FORBIDDEN} for admins who name themselves, because an admin must always be left
     */
    public void erase(Principal caller, UserId id) {
        Operation.ERASE_USER.requireAllowed(caller);
        if (caller.isStaff() && caller.is(id)) {
            throw DomainException.of(ErrorCode.FORBIDDEN, Violation.of("user_id", Reason.NOT_ALLOWED));
        }
        User user = Visibility.find(users, caller, id);
        audit.record(Act.of(caller, Action.USER_ERASED, id.value()), () -> erasure.erase(user));
    }
}
